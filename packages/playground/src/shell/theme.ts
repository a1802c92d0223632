import { useEffect } from 'react'
import { storedValue, useStored } from '../stored-value.ts'

const THEMES = ['light', 'dark', 'system'] as const
export type Theme = (typeof THEMES)[number]

export const theme = storedValue<Theme>('theme', 'system', (kept) => THEMES.find((each) => each === kept))

/** Keeps the document in the wanted theme; mounted once. @returns what is wanted, and whether that is dark now */
export function useTheme(): { readonly wanted: Theme } {
  const wanted = useStored(theme)
  useEffect(() => {
    const system = matchMedia('(prefers-color-scheme: dark)')
    const apply = (): void => {
      document.documentElement.dataset.theme = wanted === 'system' ? (system.matches ? 'dark' : 'light') : wanted
    }
    apply()
    system.addEventListener('change', apply)
    return () => system.removeEventListener('change', apply)
  }, [wanted])
  return { wanted }
}
