import { ChevronLeft, ChevronRight } from 'lucide-react'
import { type RefObject, useEffect, useRef } from 'react'
import { Link, useLocation } from 'wouter'
import { MODEL_NAMES } from '../catalogue/catalogue.ts'
import { MODEL_TITLES } from '../catalogue/model-texts.ts'
import { useLanguage } from '../i18n/language.ts'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { pathOf } from '../play/desk.ts'
import { classes } from '../ui/classes.ts'
import { useHiddenSides } from './use-hidden-sides.ts'

const TEXTS = defineTexts({
  en: {
    models: 'What to do',
    pages: 'Pages',
    history: 'History',
    installed: 'Models',
    keys: 'Keys',
    billing: 'Billing',
    before: 'Pages further to the left',
    after: 'Pages further to the right',
  },
  tr: {
    models: 'Ne yapılacak',
    pages: 'Sayfalar',
    history: 'Geçmiş',
    installed: 'Modeller',
    keys: 'Anahtarlar',
    billing: 'Ödemeler',
    before: 'Soldaki sayfalar',
    after: 'Sağdaki sayfalar',
  },
})

const PAGES = ['history', 'installed', 'keys', 'billing'] as const
const PATHS = { history: '/history', installed: '/models', keys: '/keys', billing: '/billing' } as const

/** Of what is seen of the row. */
const SHARE_MOVED = 0.7

/** The way to every page. On a narrow screen it is one row to be moved sideways, with an arrow where there is more of it. */
export function Navigation() {
  const t = useTexts(TEXTS)
  const titles = useTexts(MODEL_TITLES)
  const row = useRef<HTMLDivElement>(null)
  const hidden = useHiddenSides(row)
  const language = useLanguage()
  const [location] = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place of the link depends on the page and on the language
  useEffect(() => showCurrent(row.current), [location, language])
  return (
    <div className="relative order-last w-full md:order-none md:w-auto md:grow">
      <div
        ref={row}
        className={classes(
          'flex gap-x-4 overflow-x-auto [scrollbar-width:none]',
          hidden.before && 'mask-l-from-80% mask-l-to-95%',
          hidden.after && 'mask-r-from-80% mask-r-to-95%',
        )}
      >
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
      {hidden.before && <Arrow row={row} towards={-1} label={t.before} />}
      {hidden.after && <Arrow row={row} towards={1} label={t.after} />}
    </div>
  )
}

interface ArrowProps {
  readonly row: RefObject<HTMLElement | null>
  readonly towards: -1 | 1
  readonly label: string
}

/** Moves the row by most of what is seen of it. For pointers: keys go from link to link, and the row follows them. */
const Arrow = ({ row, towards, label }: ArrowProps) => (
  <button
    type="button"
    tabIndex={-1}
    aria-label={label}
    className={classes('absolute inset-y-0 w-6 text-dim hover:text-ink', towards < 0 ? '-left-2' : '-right-2')}
    onClick={() => row.current?.scrollBy({ left: towards * SHARE_MOVED * row.current.clientWidth })}
  >
    {towards < 0 ? <ChevronLeft className="size-5" /> : <ChevronRight className="size-5" />}
  </button>
)

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

/** Moves the row, and nothing else of the page, until the link of the present page is in its middle. */
function showCurrent(row: HTMLElement | null): void {
  const link = row?.querySelector('[aria-current=page]')
  if (!row || !link) return
  const [outer, inner] = [row.getBoundingClientRect(), link.getBoundingClientRect()]
  row.scrollLeft += inner.left + inner.width / 2 - (outer.left + outer.width / 2)
}
