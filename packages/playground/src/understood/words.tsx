import { Ban, CircleHelp, Lock, type LucideIcon, Minus, Plus, Settings2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useFormats } from '../i18n/format.ts'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { classes } from '../ui/classes.ts'
import { Hint } from '../ui/hint.tsx'
import { Notice } from '../ui/panel.tsx'
import type { RestyleReport, Term } from './report.ts'

const TEXTS = defineTexts({
  en: {
    wanted: 'More of',
    unwanted: 'Less of',
    kept: 'Kept',
    setting: 'Exactly',
    avoided: 'Avoided',
    ignored: 'Ignored',
    wantedHint: 'The sound moves towards it.',
    unwantedHint: 'It is taken away, or turned around.',
    keptHint: 'This part of the source is left as it is.',
    settingHint: 'Taken at its word, such as a tempo or a key.',
    ignoredHint: 'Means nothing to this engine, and changed nothing.',
    style: 'style',
    styleHint: 'A style or scene: it sets several things at once.',
    readAs: (term: string) => `Read as “${term}”.`,
    strength: (factor: string) => `Strength ×${factor}.`,
    nothing: 'No word was understood. Name a sound, a style, a place or a tempo: “dark”, “techno”, “in a cathedral”.',
  },
  tr: {
    wanted: 'Daha çok',
    unwanted: 'Daha az',
    kept: 'Korunan',
    setting: 'Birebir',
    avoided: 'Kaçınılan',
    ignored: 'Yok sayılan',
    wantedHint: 'Ses bu yöne gider.',
    unwantedHint: 'Azaltılır ya da tersine çevrilir.',
    keptHint: 'Kaynağın bu yönüne dokunulmaz.',
    settingHint: 'Tempo veya ton gibi, söylendiği gibi uygulanır.',
    ignoredHint: 'Bu motor için bir anlamı yok; hiçbir şeyi değiştirmedi.',
    style: 'tarz',
    styleHint: 'Bir tarz ya da sahne: birçok şeyi birden ayarlar.',
    readAs: (term: string) => `“${term}” olarak okundu.`,
    strength: (factor: string) => `Güç ×${factor}.`,
    nothing: 'Hiçbir sözcük anlaşılmadı. Bir tını, tarz, mekân ya da tempo yazın: “karanlık”, “techno”, “katedralde”.',
  },
})

const ROLES = ['wanted', 'unwanted', 'kept', 'setting'] as const

const LOOKS = {
  wanted: 'border-after/60 text-after',
  unwanted: 'border-before/60 text-before',
  avoided: 'border-before/60 text-before',
  kept: 'border-good/60 text-good',
  setting: 'border-line text-ink',
  ignored: 'border-dashed border-line text-dim',
} as const
type Group = keyof typeof LOOKS

const ICONS: Readonly<Record<Group, LucideIcon>> = {
  wanted: Plus,
  unwanted: Minus,
  avoided: Ban,
  kept: Lock,
  setting: Settings2,
  ignored: CircleHelp,
}

/** What was made of every word: one row for what each kind of word did. */
export function Words({ report: { understood, avoided, ignored } }: { readonly report: RestyleReport }) {
  const t = useTexts(TEXTS)
  if (understood.length + avoided.length + ignored.length === 0) return <Notice>{t.nothing}</Notice>
  return (
    <div className="grid gap-2">
      {understood.length + avoided.length === 0 && <Notice tone="warn">{t.nothing}</Notice>}
      <dl className="grid gap-2">
        {ROLES.map((role) => (
          <TermRow key={role} group={role} terms={understood.filter((term) => term.role === role)} />
        ))}
        <TermRow group="avoided" terms={avoided} />
        {ignored.length > 0 && (
          <Row group="ignored">
            {ignored.map((word) => (
              <WordChip key={word} group="ignored" hint={t.ignoredHint}>
                {word}
              </WordChip>
            ))}
          </Row>
        )}
      </dl>
    </div>
  )
}

function TermRow({ group, terms }: { readonly group: Group; readonly terms: readonly Term[] }) {
  if (terms.length === 0) return null
  return (
    <Row group={group}>
      {terms.map((term, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a prompt may say a thing twice, and its terms never move
        <TermChip key={`${place} ${term.term}`} group={group} term={term} />
      ))}
    </Row>
  )
}

function Row({ group, children }: { readonly group: Group; readonly children: ReactNode }) {
  const t = useTexts(TEXTS)
  const Icon = ICONS[group]
  return (
    <div className="grid items-baseline gap-x-2 gap-y-1 sm:grid-cols-[6.5rem_1fr]">
      <dt className="flex items-center gap-1.5 text-dim">
        <Icon className="size-3.5 shrink-0" aria-hidden /> {t[group]}
      </dt>
      <dd className="flex flex-wrap gap-1.5">{children}</dd>
    </div>
  )
}

function TermChip({ group, term: { term, surface, weight, macro } }: { readonly group: Group; readonly term: Term }) {
  const t = useTexts(TEXTS)
  const { number } = useFormats()
  // Readers drop hyphens; that is nothing to point out.
  const sameWord = surface.replaceAll('-', ' ') === term.replaceAll('-', ' ')
  const strength = Math.abs(weight)
  const plainStrength = Math.abs(strength - 1) < 0.01
  const action = { wanted: t.wantedHint, kept: t.keptHint, setting: t.settingHint, ignored: t.ignoredHint }
  const hint = [
    group === 'unwanted' || group === 'avoided' ? t.unwantedHint : action[group],
    ...(sameWord ? [] : [t.readAs(term)]),
    ...(macro ? [t.styleHint] : []),
    ...(plainStrength ? [] : [t.strength(number(strength))]),
  ]
  return (
    <WordChip group={group} hint={hint.join(' ')}>
      {surface}
      {!sameWord && <span className="text-dim">→ {term}</span>}
      {macro && <span className="text-dim">{t.style}</span>}
      {!plainStrength && <span className="text-dim">×{number(strength)}</span>}
    </WordChip>
  )
}

/** What the hint says in full can be read off the chip itself, for those who cannot hover. */
const WordChip = (props: { readonly group: Group; readonly hint: string; readonly children: ReactNode }) => (
  <Hint text={props.hint}>
    <span
      className={classes(
        'inline-flex max-w-full flex-wrap items-baseline gap-x-1.5 rounded-full border px-2.5 leading-6',
        LOOKS[props.group],
      )}
    >
      {props.children}
    </span>
  </Hint>
)
