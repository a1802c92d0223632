import { AudioLines, Dices, Sparkles } from 'lucide-react'
import { useServer } from '../catalogue/catalogue.ts'
import { useFormats } from '../i18n/format.ts'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button.tsx'
import { Hint } from '../ui/hint.tsx'
import { LADDER_LEVELS, SEED_COUNT } from './runs/variations.ts'

const TEXTS = defineTexts({
  en: {
    generate: 'Generate',
    sending: 'Sending …',
    uploading: 'Uploading …',
    ladder: 'Ladder',
    ladderHint: (levels: string, price: string) => `One result each at strength ${levels}, with the same seed${price}`,
    seeds: '4 seeds',
    seedsHint: (price: string) => `Four results that differ in the seed alone${price}`,
    perRun: 'a run',
    notCharged: '(not charged here)',
    perDollar: (count: string) => `~${count} per $1`,
    free: 'Free of charge',
    shortcut: 'Ctrl + Enter in the prompt does the same',
  },
  tr: {
    generate: 'Üret',
    sending: 'Gönderiliyor …',
    uploading: 'Yükleniyor …',
    ladder: 'Merdiven',
    ladderHint: (levels, price) => `${levels} güçlerinde birer sonuç, aynı tohumla${price}`,
    seeds: '4 tohum',
    seedsHint: (price) => `Yalnız tohumu farklı dört sonuç${price}`,
    perRun: '/ çalışma',
    notCharged: '(burada ücret alınmaz)',
    perDollar: (count) => `1 dolara ~${count}`,
    free: 'Ücretsiz',
    shortcut: 'İstemdeyken Ctrl + Enter da aynı işi görür',
  },
})

interface GenerateBarProps {
  /** Dollars a run; `undefined` while it is not known. */
  readonly price: number | undefined
  /** What has to be over before the next may begin. */
  readonly busy: 'sending' | 'uploading' | undefined
  readonly onGenerate: () => void
  /** Only for models that have a strength. */
  readonly onLadder?: (() => void) | undefined
  readonly onSeeds: () => void
}

export function GenerateBar({ price, busy, onGenerate, onLadder, onSeeds }: GenerateBarProps) {
  const t = useTexts(TEXTS)
  const { dollars, number } = useFormats()
  const billing = useServer()?.billing
  const sum = (runs: number): string => (price === undefined ? '' : `: ${dollars(price * runs)}`)
  return (
    <div className="grid gap-2">
      <p className="flex min-h-5 justify-between text-xs text-dim">
        {price === 0 && <span>{t.free}</span>}
        {price !== undefined && price > 0 && (
          <>
            <span>
              <strong className="font-semibold text-ink">{dollars(price)}</strong> {t.perRun}{' '}
              {billing === 'off' && t.notCharged}
            </span>
            <span>{t.perDollar(number(Math.floor(1 / price), 0))}</span>
          </>
        )}
      </p>
      <div className="flex gap-2">
        <Hint text={t.shortcut}>
          <Button look="primary" className="h-10 grow" disabled={busy !== undefined} onClick={onGenerate}>
            <Sparkles /> {t[busy ?? 'generate']}
          </Button>
        </Hint>
        {onLadder && (
          <Hint text={t.ladderHint(LADDER_LEVELS.map((level) => number(level)).join(', '), sum(LADDER_LEVELS.length))}>
            <Button className="h-10" disabled={busy !== undefined} onClick={onLadder}>
              <AudioLines /> {t.ladder}
            </Button>
          </Hint>
        )}
        <Hint text={t.seedsHint(sum(SEED_COUNT))}>
          <Button className="h-10" disabled={busy !== undefined} onClick={onSeeds}>
            <Dices /> {t.seeds}
          </Button>
        </Hint>
      </div>
    </div>
  )
}
