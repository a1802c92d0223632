import type { Checkpoint } from '../../catalogue/catalogue.ts'
import { useFormats } from '../../i18n/format.ts'
import { ServerSentence } from '../../i18n/server-words/server-words.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Chip, type Tone } from '../../ui/panel.tsx'
import { Command } from '../shared/command.tsx'
import { licencesIn, OWN_LICENCE } from './licences.ts'
import { asTyped, isPublished, shelfOf } from './shelf.ts'
import { MODELS_TEXTS } from './texts.ts'

export function CheckpointShelf({ checkpoints }: { readonly checkpoints: readonly Checkpoint[] }) {
  const t = useTexts(MODELS_TEXTS)
  const { here, installable, base, first } = shelfOf(checkpoints)
  return (
    <section aria-labelledby="checkpoints" className="grid gap-3 pt-2">
      <div>
        <h2 id="checkpoints" className="text-base font-semibold tracking-tight">
          {t.checkpoints}
        </h2>
        <p className="text-dim">{t.checkpointsLead}</p>
      </div>
      {checkpoints.length === 0 && <p className="text-dim">{t.none}</p>}
      <Cards checkpoints={[...here, ...installable]} first={first} />
      {base.length > 0 && (
        <details className="group">
          <summary className="py-1 text-dim hover:text-ink">{t.base}</summary>
          <div className="pt-2">
            <Cards checkpoints={base} first={first} />
          </div>
        </details>
      )}
    </section>
  )
}

interface CardsProps {
  readonly checkpoints: readonly Checkpoint[]
  readonly first: string | undefined
}

const Cards = ({ checkpoints, first }: CardsProps) => (
  <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
    {checkpoints.map((checkpoint) => (
      <Card key={checkpoint.name} checkpoint={checkpoint} first={checkpoint.name === first} />
    ))}
  </ul>
)

const TONES: Readonly<Record<Checkpoint['state'], Tone>> = {
  installed: 'good',
  incomplete: 'warn',
  installable: 'plain',
}

/** As the command and the documentation count, in powers of ten. */
const GIGABYTE = 1e9

function Card({ checkpoint, first }: { readonly checkpoint: Checkpoint; readonly first: boolean }) {
  const t = useTexts(MODELS_TEXTS)
  const { number } = useFormats()
  const { name, state, in_use: inUse, longest_seconds: longest } = checkpoint
  return (
    <li className="flex min-w-0 flex-col gap-3 rounded-xl border border-line bg-panel p-4">
      <div className="grid gap-1">
        <h3 className="flex flex-wrap items-center gap-2 font-mono font-semibold">
          {name}
          <span className="flex flex-wrap gap-1 font-sans font-normal">
            {(state !== 'installable' || !first) && <Chip tone={TONES[state]}>{t[state]}</Chip>}
            {inUse && <Chip tone="good">{t.inUse}</Chip>}
            {first && <Chip tone="good">{t.beginHere}</Chip>}
          </span>
        </h3>
        <p className="text-dim">
          <Description checkpoint={checkpoint} />
        </p>
      </div>
      <dl className="mt-auto grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-xs">
        <dt className="text-dim">{state === 'installable' ? t.size : t.sizeHere}</dt>
        <dd>{number(checkpoint.size_bytes / GIGABYTE)} GB</dd>
        <dt className="text-dim">{t.longest}</dt>
        <dd>{longest === null ? t.longestUnknown : `${number(longest)} s`}</dd>
        <dt className="text-dim">{t.licence}</dt>
        <dd>
          <Licence text={checkpoint.licence} />
        </dd>
      </dl>
      <HowToGet checkpoint={checkpoint} />
    </li>
  )
}

/** The server's words, with links to what they name. */
function Licence({ text }: { readonly text: string }) {
  const t = useTexts(MODELS_TEXTS)
  if (text === OWN_LICENCE) return t.ownLicence
  const named = licencesIn(text)
  if (named.length === 0) return text
  return named.map(({ name, url }) => (
    <a key={name} href={url} target="_blank" rel="noreferrer" className="block underline hover:text-dim">
      {name}
    </a>
  ))
}

/** The published ones are known by name; of others the server's sentence is all there is. */
function Description({ checkpoint: { name, description } }: { readonly checkpoint: Checkpoint }) {
  const texts: Readonly<Record<string, unknown>> = useTexts(MODELS_TEXTS)
  const known = isPublished(name) ? texts[name] : undefined
  return typeof known === 'string' ? known : <ServerSentence>{description}</ServerSentence>
}

function HowToGet({ checkpoint: { state, pull } }: { readonly checkpoint: Checkpoint }) {
  const t = useTexts(MODELS_TEXTS)
  if (state === 'installed') return null
  return (
    <div className="grid gap-1.5">
      {state === 'incomplete' && <p className="text-xs text-warn">{pull === null ? t.goOnOwn : t.goOn}</p>}
      {pull !== null && <Command text={asTyped(pull)} />}
    </div>
  )
}
