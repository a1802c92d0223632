import { clamp } from '../dsp/units.ts'
import { type LiteralSettings, NUMBER, type SettingPattern, within } from './setting-pattern.ts'

/** "5 kHz", "5k", "800 Hz"; after "low-pass" a bare "800" too. */
const KILOHERTZ_OR_HERTZ = String.raw`(?:\s*(k)(?:\s*hz)?\b|\s*hz\b)`
const REMOVAL =
  String.raw`\b(?:(?:cut|remove|filter|roll|kill|take|strip|drop|no|mute)(?:\s+(?:out|off|away))?\s+` +
  String.raw`(?:(?:everything|anything|all|the|frequencies|highs|lows|treble|bass)\s+){1,3}|nothing\s+)`

/** "low-pass at 2 kHz", "cut everything above 5 kHz", "3 seconds of reverb". */
export const BAND_SETTINGS: readonly SettingPattern[] = [
  { pattern: filterPattern('low[- ]?pass(?:ed)?|high[- ]?cut|lpf'), read: ([value, kilo]) => highCut(value, kilo) },
  { pattern: filterPattern('high[- ]?pass(?:ed)?|low[- ]?cut|hpf'), read: ([value, kilo]) => lowCut(value, kilo) },
  {
    pattern: new RegExp(String.raw`${REMOVAL}(?:above|over)\s+${NUMBER}${KILOHERTZ_OR_HERTZ}`, 'gi'),
    read: ([value, kilo]) => highCut(value, kilo),
  },
  {
    pattern: new RegExp(String.raw`${REMOVAL}(?:below|under)\s+${NUMBER}${KILOHERTZ_OR_HERTZ}`, 'gi'),
    read: ([value, kilo]) => lowCut(value, kilo),
  },
  {
    pattern: new RegExp(
      String.raw`${NUMBER}[\s-]*(?:s|secs?|seconds?)\s*(?:of\s+)?(?:long\s+)?(?:reverb|decay|tail|rt60)\b`,
      'gi',
    ),
    read: ([seconds]) => reverbTime(seconds),
  },
  {
    pattern: new RegExp(
      String.raw`\b(?:reverb|decay|tail|rt60)(?:\s+time)?(?:\s+of\s+|\s*[:=]\s*|\s+)${NUMBER}\s*(?:s|secs?|seconds?)\b`,
      'gi',
    ),
    read: ([seconds]) => reverbTime(seconds),
  },
]

function filterPattern(names: string): RegExp {
  return new RegExp(
    String.raw`\b(?:${names})(?:\s+filter(?:ed)?)?\s*(?:at|to|around|below|above|of)?\s*${NUMBER}(?:${KILOHERTZ_OR_HERTZ}|(?![\p{L}\p{N}%]|\s*\p{L}))`,
    'giu',
  )
}

const hertz = (value: string, kilo: string): number => Number(value) * (kilo === '' ? 1 : 1000)

const highCut = (value: string, kilo: string): LiteralSettings | null =>
  within(hertz(value, kilo), 20, 22_050, (highCutHz) => ({ highCutHz }))

const lowCut = (value: string, kilo: string): LiteralSettings | null =>
  within(hertz(value, kilo), 10, 10_000, (lowCutHz) => ({ lowCutHz }))

const reverbTime = (seconds: string): LiteralSettings | null =>
  within(Number(seconds), 0, 60, (value) => ({ reverbSeconds: clamp(value, 0.15, 10) }))
