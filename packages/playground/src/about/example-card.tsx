import { FileInput, Pause, Play } from 'lucide-react'
import { ownAddress } from '../api/own-address.ts'
import type { Example } from '../catalogue/catalogue.ts'
import { useSmallOutline } from '../clips/small-outline.tsx'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/language.ts'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { matchedGains } from '../listening/loudness-match.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { classes } from '../ui/classes.ts'
import { Hint } from '../ui/hint.tsx'
import { ExampleWave } from './example-wave.tsx'
import { type BeforeAfter, type Side, useBeforeAfter } from './use-before-after.ts'

const TEXTS = defineTexts({
  en: {
    play: (title: string) => `Play ${title}`,
    pause: (title: string) => `Pause ${title}`,
    before: 'Before',
    after: 'After',
    which: 'What is heard',
    place: (title: string) => `Place in ${title}`,
    strength: (level: string) => `strength ${level}`,
    load: 'Load',
    loadHint: 'Clip, prompt and settings, into the form',
    loadNamed: (title: string) => `Load into the form: ${title}`,
    broken: 'This file could not be played. It may have been removed from the server.',
  },
  tr: {
    play: (title: string) => `Çal: ${title}`,
    pause: (title: string) => `Duraklat: ${title}`,
    before: 'Önce',
    after: 'Sonra',
    which: 'Hangisi duyuluyor',
    place: (title: string) => `Konum: ${title}`,
    strength: (level: string) => `değişim gücü ${level}`,
    load: 'Yükle',
    loadHint: 'Klip, istem ve ayarlar forma yüklenir',
    loadNamed: (title: string) => `Yükle, forma: ${title}`,
    broken: 'Bu dosya çalınamadı. Sunucudan kaldırılmış olabilir.',
  },
})

interface ExampleCardProps {
  readonly example: Example
  readonly onLoad: (input: Example['input']) => void
}

/** One example to hear, before and after, and to start from. */
export function ExampleCard({ example, onLoad }: ExampleCardProps) {
  const t = useTexts(TEXTS)
  const title = example.title[useLanguage()]
  const { prompt, init_noise_level: strength } = example.input
  const { player, outline, hasSource } = useExamplePlayer(example)
  const { number } = useFormats()
  return (
    <li className="flex min-w-0 flex-col gap-2 rounded-xl border border-line bg-panel p-3">
      <div className="flex items-center gap-2.5">
        <IconButton
          label={player.playing ? t.pause(title) : t.play(title)}
          look="primary"
          className="size-9! shrink-0 rounded-full!"
          onClick={player.toggle}
        >
          {player.playing ? <Pause /> : <Play />}
        </IconButton>
        <div className="min-w-0">
          <h3 className="leading-tight font-semibold">{title}</h3>
          <p className="text-xs text-dim">
            {[...(typeof strength === 'number' ? [t.strength(number(strength))] : []), example.engine].join(' · ')}
          </p>
        </div>
      </div>
      <ExampleWave outline={outline} player={player} label={t.place(title)} />
      {player.broken && (
        <p role="alert" className="text-xs text-bad">
          {t.broken}
        </p>
      )}
      {typeof prompt === 'string' && <p className="leading-snug">{prompt}</p>}
      <div className="mt-auto flex flex-wrap items-center justify-between gap-1.5 pt-1">
        {hasSource && <Sides player={player} />}
        <Hint text={t.loadHint}>
          <Button aria-label={t.loadNamed(title)} onClick={() => onLoad(example.input)}>
            <FileInput /> {t.load}
          </Button>
        </Hint>
      </div>
    </li>
  )
}

function useExamplePlayer({ input: { audio }, output }: Example) {
  const source = typeof audio === 'string' ? audio : undefined
  const outlines = { before: useSmallOutline(source).data, after: useSmallOutline(output).data }
  const gains = matchedGains(outlines.before?.loudnessLufs, outlines.after?.loudnessLufs)
  const player = useBeforeAfter({
    before: source && ownAddress(source),
    after: ownAddress(output),
    volumes: { before: gains.source, after: gains.result },
  })
  return { player, outline: outlines[player.side], hasSource: source !== undefined }
}

const SIDES = ['before', 'after'] as const satisfies readonly Side[]
const SIDE_LOOKS = {
  before: 'aria-pressed:bg-before aria-pressed:text-panel',
  after: 'aria-pressed:bg-after aria-pressed:text-panel',
} as const

function Sides({ player }: { readonly player: BeforeAfter }) {
  const t = useTexts(TEXTS)
  return (
    <fieldset aria-label={t.which} className="flex shrink-0 rounded-md border border-line p-0.5">
      {SIDES.map((side) => (
        <button
          key={side}
          type="button"
          aria-pressed={player.side === side}
          onClick={() => player.choose(side)}
          className={classes('h-7 rounded px-2 text-xs text-dim hover:text-ink', SIDE_LOOKS[side])}
        >
          {t[side]}
        </button>
      ))}
    </fieldset>
  )
}
