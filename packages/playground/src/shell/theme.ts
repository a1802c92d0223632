import { storedValue } from '../stored-value.ts'

const THEMES = ['light', 'dark', 'system'] as const
export type Theme = (typeof THEMES)[number]

export const theme = storedValue<Theme>('theme', 'system', (kept) => THEMES.find((each) => each === kept))

/** Keeps the document in the wanted theme. Called before anything is painted, so that no other theme flashes. */
export function followTheme(): void {
  const system = matchMedia('(prefers-color-scheme: dark)')
  const apply = (): void => {
    const wanted = theme.get()
    document.documentElement.dataset.theme = wanted === 'system' ? (system.matches ? 'dark' : 'light') : wanted
  }
  apply()
  theme.subscribe(apply)
  system.addEventListener('change', apply)
}
