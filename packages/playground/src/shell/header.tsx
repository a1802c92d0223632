import { useQuery } from '@tanstack/react-query'
import { Languages, LogOut, Monitor, Moon, Sun } from 'lucide-react'
import { Link, useLocation } from 'wouter'
import { answer, api } from '../api/client.ts'
import { MODEL_NAMES, useServer } from '../catalogue/catalogue.ts'
import { MODEL_TITLES } from '../catalogue/model-texts.ts'
import { useFormats } from '../i18n/format.ts'
import { LANGUAGES, type Language, language, useLanguage } from '../i18n/language.ts'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { pathOf } from '../play/desk.ts'
import { useConnected } from '../runs/runs.ts'
import { forgetKey, useKey } from '../session.ts'
import { IconButton } from '../ui/button.tsx'
import icon from './icon.svg'
import { type Theme, theme, useTheme } from './theme.ts'

const TEXTS = defineTexts({
  en: {
    models: 'What to do',
    pages: 'Pages',
    history: 'History',
    installed: 'Models',
    keys: 'Keys',
    billing: 'Billing',
    signOut: 'Sign out',
    light: 'Light theme',
    dark: 'Dark theme',
    system: 'Theme of the system',
    language: 'Language',
    away: 'Connecting …',
    balance: (dollars: string) => `Balance: ${dollars}`,
  },
  tr: {
    models: 'Ne yapılacak',
    pages: 'Sayfalar',
    history: 'Geçmiş',
    installed: 'Modeller',
    keys: 'Anahtarlar',
    billing: 'Ödemeler',
    signOut: 'Çıkış yap',
    light: 'Açık tema',
    dark: 'Koyu tema',
    system: 'Sistem teması',
    language: 'Dil',
    away: 'Bağlanıyor …',
    balance: (dollars) => `Bakiye: ${dollars}`,
  },
})

const PAGES = ['history', 'installed', 'keys', 'billing'] as const
const PATHS = { history: '/history', installed: '/models', keys: '/keys', billing: '/billing' } as const

export function Header() {
  const t = useTexts(TEXTS)
  const titles = useTexts(MODEL_TITLES)
  const signedIn = useKey() !== undefined
  const connected = useConnected()
  return (
    <header className="sticky top-0 z-30 border-b border-line bg-ground/95 backdrop-blur">
      <div className="mx-auto flex max-w-7xl flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
        <Link href="/" className="flex shrink-0 items-center gap-2 text-base font-semibold tracking-tight">
          <img src={icon} alt="" className="size-7" /> Retimbre
        </Link>
        {signedIn && (
          <div className="order-last flex w-full gap-x-4 overflow-x-auto md:order-none md:w-auto md:grow">
            <nav aria-label={t.models} className="flex gap-1">
              {MODEL_NAMES.map((name) => (
                <NavigationLink key={name} href={pathOf(name)} title={titles[name]} />
              ))}
            </nav>
            <nav aria-label={t.pages} className="flex gap-1 border-l border-line pl-3 md:ml-auto md:border-0">
              {PAGES.map((page) => (
                <NavigationLink key={page} href={PATHS[page]} title={t[page]} />
              ))}
            </nav>
          </div>
        )}
        <div className="ml-auto flex items-center gap-1">
          {signedIn && !connected && <span className="text-xs text-warn">{t.away}</span>}
          {signedIn && <Balance />}
          <LanguageChoice />
          <ThemeButton />
          {signedIn && (
            <IconButton label={t.signOut} onClick={forgetKey}>
              <LogOut />
            </IconButton>
          )}
        </div>
      </div>
    </header>
  )
}

function NavigationLink({ href, title }: { readonly href: string; readonly title: string }) {
  const [location] = useLocation()
  const here = location === href || location.startsWith(`${href}/`)
  return (
    <Link
      href={href}
      {...(here && { 'aria-current': 'page' as const })}
      className="rounded-md px-2.5 py-1 whitespace-nowrap text-dim hover:bg-raised hover:text-ink aria-[current=page]:bg-raised aria-[current=page]:text-ink"
    >
      {title}
    </Link>
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
  const { wanted } = useTheme()
  return (
    <IconButton label={t[wanted]} onClick={() => theme.set(NEXT[wanted])}>
      {{ light: <Sun />, dark: <Moon />, system: <Monitor /> }[wanted]}
    </IconButton>
  )
}
