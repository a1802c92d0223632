import { useQuery } from '@tanstack/react-query'
import { Languages, LogOut, Monitor, Moon, Sun } from 'lucide-react'
import { Link } from 'wouter'
import { answer, api } from '../api/client.ts'
import { useServer } from '../catalogue/catalogue.ts'
import { useFormats } from '../i18n/format.ts'
import { LANGUAGES, type Language, language, useLanguage } from '../i18n/language.ts'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { useConnected } from '../runs/runs.ts'
import { useKey } from '../session.ts'
import { useStored } from '../stored-value.ts'
import { IconButton } from '../ui/button.tsx'
import icon from './icon.svg'
import { Navigation } from './navigation.tsx'
import { type Theme, theme } from './theme.ts'

const TEXTS = defineTexts({
  en: {
    signOut: 'Sign out',
    light: 'Light theme',
    dark: 'Dark theme',
    system: 'Theme of the system',
    language: 'Language',
    away: 'Connecting …',
    balance: (dollars: string) => `Balance: ${dollars}`,
  },
  tr: {
    signOut: 'Çıkış yap',
    light: 'Açık tema',
    dark: 'Koyu tema',
    system: 'Sistem teması',
    language: 'Dil',
    away: 'Bağlanıyor …',
    balance: (dollars) => `Bakiye: ${dollars}`,
  },
})

/** @param onSignOut  called by the reader's own wish alone */
export function Header({ onSignOut }: { readonly onSignOut: () => void }) {
  const t = useTexts(TEXTS)
  const signedIn = useKey() !== undefined
  const connected = useConnected()
  return (
    <header className="sticky top-0 z-30 border-b border-line bg-ground/95 backdrop-blur">
      <div className="mx-auto flex max-w-7xl flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
        <Link href="/" className="flex shrink-0 items-center gap-2 text-base font-semibold tracking-tight">
          <img src={icon} alt="" className="size-7" /> Retimbre
        </Link>
        {signedIn && <Navigation />}
        <div className="ml-auto flex items-center gap-1">
          {signedIn && !connected && <span className="text-xs text-warn">{t.away}</span>}
          {signedIn && <Balance />}
          <LanguageChoice />
          <ThemeButton />
          {signedIn && (
            <IconButton label={t.signOut} onClick={onSignOut}>
              <LogOut />
            </IconButton>
          )}
        </div>
      </div>
    </header>
  )
}

/** What can be spent, where anything is. */
function Balance() {
  const t = useTexts(TEXTS)
  const { dollars } = useFormats()
  const billed = useServer()?.billing === 'on'
  const { data } = useQuery({ queryKey: ['balance', useKey()], queryFn: () => answer(api.GET('/api/v3/balance')) })
  if (data === undefined || !billed) return null
  return (
    <Link
      href="/billing"
      aria-label={t.balance(dollars(data.balance))}
      className="px-2 text-dim hover:text-ink max-sm:hidden"
    >
      {dollars(data.balance)}
    </Link>
  )
}

function LanguageChoice() {
  const t = useTexts(TEXTS)
  const now = useLanguage()
  return (
    <label className="flex items-center gap-1 text-dim">
      <Languages className="size-4" aria-hidden />
      <select
        aria-label={t.language}
        value={now}
        onChange={(event) => language.set(event.target.value as Language)}
        className="h-8 rounded-md bg-transparent pr-1"
      >
        {Object.entries(LANGUAGES).map(([code, name]) => (
          <option key={code} value={code} lang={code} className="bg-panel text-ink">
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

const NEXT: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' }

function ThemeButton() {
  const t = useTexts(TEXTS)
  const wanted = useStored(theme)
  return (
    <IconButton label={t[wanted]} onClick={() => theme.set(NEXT[wanted])}>
      {{ light: <Sun />, dark: <Moon />, system: <Monitor /> }[wanted]}
    </IconButton>
  )
}
