import type { ReactNode } from 'react'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/language.ts'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { layerTitle } from './key-texts.ts'
import { musicalKey } from './musical-key.ts'
import type { PlanControl } from './plan-controls.ts'
import type { SourceSummary, WorkDone } from './report.ts'

const TEXTS = defineTexts({
  en: {
    source: 'Source',
    music: 'music',
    speech: 'speech',
    texture: 'texture, without clear notes',
    silence: 'silence',
    tempo: 'Tempo',
    noTempo: 'the source has no clear one',
    addedAt: (bpm: string) => `added parts at ${bpm} BPM`,
    key: 'Key',
    noKey: 'none clear in the source',
    transposed: (semitones: string) => `${semitones} semitones`,
    reverb: 'Reverb',
    dry: 'none added',
    layers: 'Added parts',
    noLayers: 'none',
    loop: 'Length',
    looped: (stretches: string) => `looped, ${stretches} stretches`,
    loudness: 'Loudness',
    peak: (peak: string) => `peak ${peak} dBTP`,
    limited: (db: string) => `limiter at most ${db} dB`,
    tone: 'Off the intended tone',
  },
  tr: {
    source: 'Kaynak',
    music: 'müzik',
    speech: 'konuşma',
    texture: 'doku; belirgin nota yok',
    silence: 'sessizlik',
    tempo: 'Tempo',
    noTempo: 'kaynakta belirgin değil',
    addedAt: (bpm: string) => `eklenen partiler ${bpm} BPM`,
    key: 'Ton',
    noKey: 'kaynakta belirgin değil',
    transposed: (semitones: string) => `${semitones} yarım ton`,
    reverb: 'Reverb',
    dry: 'eklenmedi',
    layers: 'Eklenen partiler',
    noLayers: 'yok',
    loop: 'Uzunluk',
    looped: (stretches: string) => `döngü, ${stretches} parça`,
    loudness: 'Ses yüksekliği',
    peak: (peak: string) => `tepe ${peak} dBTP`,
    limited: (db: string) => `limiter en çok ${db} dB`,
    tone: 'Hedef tondan sapma',
  },
})

interface DecisionsProps {
  readonly source: SourceSummary
  readonly done: WorkDone
  readonly controls: readonly PlanControl[]
}

/** What was found in the source and made of it, in a line each. */
export function Decisions({ source, done, controls }: DecisionsProps) {
  const t = useTexts(TEXTS)
  const language = useLanguage()
  const { number, seconds } = useFormats()
  const layers = done.layers.map((layer) => layerTitle(layer, controls, language))
  const [before, after] = done.targetErrorDb
  const negative = (db: number): string => number(db, 1).replace('-', '−')
  return (
    <dl className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,8.5rem),1fr))] gap-x-4 gap-y-2.5">
      <Fact title={t.source} note={t[source.kind]}>
        {seconds(source.durationSeconds)}
      </Fact>
      <Tempo source={source} done={done} />
      <KeyFact source={source} done={done} />
      <Fact title={t.reverb}>{done.reverbSeconds === null ? t.dry : seconds(done.reverbSeconds)}</Fact>
      <Fact title={t.layers}>{layers.length === 0 ? t.noLayers : layers.join(', ')}</Fact>
      {done.loopSegments > 1 && <Fact title={t.loop}>{t.looped(number(done.loopSegments))}</Fact>}
      <Fact
        title={t.loudness}
        note={[
          t.peak(negative(done.truePeakDbtp)),
          ...(Math.abs(done.limiterDb) > 0.05 ? [t.limited(number(Math.abs(done.limiterDb), 1))] : []),
        ].join(', ')}
      >
        {negative(done.loudnessLufs)} LUFS
      </Fact>
      <Fact title={t.tone}>
        <Change from={number(before, 1)} to={`${number(after, 1)} dB`} />
      </Fact>
    </dl>
  )
}

function Tempo({ source, done }: Pick<DecisionsProps, 'source' | 'done'>) {
  const t = useTexts(TEXTS)
  const { number } = useFormats()
  const before = number(source.tempoBpm ?? 0, 1)
  // The grid is a little off the measured tempo even where nothing was stretched.
  const after = source.tempoBpm !== null && done.tempoRatio === 1 ? before : number(done.tempoBpm, 1)
  if (source.tempoBpm === null) {
    return (
      <Fact title={t.tempo} {...(done.layers.length > 0 && { note: t.addedAt(after) })}>
        {t.noTempo}
      </Fact>
    )
  }
  return (
    <Fact title={t.tempo}>
      <Change from={before} to={after} unit="BPM" />
    </Fact>
  )
}

function KeyFact({ source, done }: Pick<DecisionsProps, 'source' | 'done'>) {
  const t = useTexts(TEXTS)
  const language = useLanguage()
  const { number } = useFormats()
  const sign = done.semitones > 0 ? '+' : '−'
  const moved = done.semitones !== 0 && { note: t.transposed(`${sign}${number(Math.abs(done.semitones))}`) }
  if (source.key === null) {
    return (
      <Fact title={t.key} {...moved}>
        {t.noKey}
      </Fact>
    )
  }
  return (
    <Fact title={t.key} {...moved}>
      <Change from={musicalKey(source.key, language)} to={musicalKey(done.key, language)} />
    </Fact>
  )
}

/** What stayed as it was is said once. */
function Change({ from, to, unit }: { readonly from: string; readonly to: string; readonly unit?: string }) {
  const end = unit === undefined ? '' : ` ${unit}`
  if (from === to) return <>{to + end}</>
  return (
    <>
      <span className="text-before">{from}</span> <span aria-hidden>→</span>{' '}
      <span className="text-after">{to + end}</span>
    </>
  )
}

interface FactProps {
  readonly title: string
  readonly note?: string
  readonly children: ReactNode
}

const Fact = ({ title, note, children }: FactProps) => (
  <div>
    <dt className="text-xs text-dim">{title}</dt>
    <dd>
      {children}
      {note !== undefined && <span className="block text-xs text-dim">{note}</span>}
    </dd>
  </div>
)
