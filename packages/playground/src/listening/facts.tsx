import type { Outline } from '../clips/outline.ts'
import { useFormats } from '../i18n/format.ts'
import { useTexts } from '../i18n/texts.ts'
import { DESK_TEXTS } from './desk-texts.ts'

const HZ_A_KHZ = 1000

/** Length, loudness, peak and rate of a clip in one line. */
export function Facts({ outline }: { readonly outline: Outline }) {
  const t = useTexts(DESK_TEXTS)
  const { clock, number } = useFormats()
  const { durationSeconds, loudnessLufs, truePeakDbtp, sampleRateHz } = outline
  const short = [clock(durationSeconds, 1), loudnessLufs !== null && t.lufs(number(loudnessLufs, 1))]
  const rest = [truePeakDbtp !== null && t.peak(number(truePeakDbtp, 1)), t.rate(number(sampleRateHz / HZ_A_KHZ, 1))]
  const line = (facts: readonly (string | false)[]): string => facts.filter(Boolean).join(' · ')
  return (
    <span className="shrink-0 text-dim text-xs">
      {line(short)}
      <span className="max-sm:hidden"> · {line(rest)}</span>
    </span>
  )
}
