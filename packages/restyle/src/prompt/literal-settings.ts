/**
 * Settings that are written as numbers: "90 BPM", "20% slower", "in D minor", "low-pass at 2 kHz". They are taken out
 * of the text before words are looked up, and act as written: no diminishing returns, no guidance.
 */
import { clamp } from '../dsp/units.ts'

export interface LiteralSettings {
  readonly bpm?: number
  /** Factor on the source's tempo. */
  readonly tempoRatio?: number
  readonly semitones?: number
  readonly key?: { readonly root: number; readonly minor: boolean }
  readonly highCutHz?: number
  readonly lowCutHz?: number
  readonly reverbSeconds?: number
}

export interface SettingsReading {
  readonly settings: LiteralSettings
  /** The pieces of text that were read as settings. */
  readonly surfaces: readonly string[]
  /** The text without them. */
  readonly rest: string
}

interface SettingPattern {
  readonly pattern: RegExp
  /** null when the numbers make no sense; the words then stay in the text. */
  readonly read: (groups: readonly string[]) => LiteralSettings | null
}

const NUMBER = String.raw`(\d+(?:\.\d+)?)`
const SEMITONES = String.raw`(?:semi-?tones?|half[- ]?steps?|st)\b`
const SLOWER = /slow|yavaş/
const PITCH_CLASSES: Readonly<Record<string, number>> = { c: 0, d: 2, e: 4, f: 5, g: 7, a: 9, b: 11 }

const PATTERNS: readonly SettingPattern[] = [
  {
    pattern: new RegExp(String.raw`${NUMBER}\s*(?:bpm|beats per minute)\b`, 'gi'),
    read: ([bpm]) => within(Number(bpm), 20, 400, (value) => ({ bpm: value })),
  },
  {
    pattern: new RegExp(String.raw`\b(?:bpm|tempo)\s*[:=]?\s*${NUMBER}\b(?!\s*%)`, 'gi'),
    read: ([bpm]) => within(Number(bpm), 20, 400, (value) => ({ bpm: value })),
  },
  {
    // Case matters here: "in a minor key" is a mood, "in A minor" a key.
    pattern:
      /\b(?:[Ii]n|[Kk]ey of|[Kk]ey:|[Tt]o)\s+(?:the key of\s+)?(?!a\s+(?:major|minor)\s+(?:key|mood|feel|mode|tone|scale|chord|way))([A-Ga-g])\s*(#|♯|sharp|b\b|♭|flat)?[\s-]*([Mm]ajor|[Mm]inor|maj|min|m)\b/g,
    read: ([note, accidental, mode]) => ({ key: readKey(note, accidental, mode) }),
  },
  {
    pattern: new RegExp(String.raw`${NUMBER}\s*(?:%|percent)\s*(?:more\s+)?(slower|faster)\b`, 'gi'),
    read: ([percent, way]) => relativeTempo(Number(percent), SLOWER.test(way.toLowerCase())),
  },
  {
    pattern: new RegExp(
      String.raw`\b(slow|speed)(?:ed)?\s+(?:(?:it|this|that|the \w+)\s+)?(?:down|up)?\s*by\s+${NUMBER}\s*(?:%|percent)`,
      'gi',
    ),
    read: ([way, percent]) => relativeTempo(Number(percent), SLOWER.test(way.toLowerCase())),
  },
  {
    pattern: new RegExp(String.raw`%\s*${NUMBER}\s*(?:daha\s+)?(yavaş|hızlı)`, 'gi'),
    read: ([percent, way]) => relativeTempo(Number(percent), SLOWER.test(way.toLowerCase())),
  },
  {
    pattern: new RegExp(String.raw`${NUMBER}\s*x\s*(?:the\s+)?(speed|faster|slower)\b`, 'gi'),
    read: ([times, way]) =>
      within(Number(times), 0.1, 10, (value) => ({ tempoRatio: SLOWER.test(way.toLowerCase()) ? 1 / value : value })),
  },
  {
    pattern: new RegExp(
      String.raw`(?:pitch(?:ed)?\s+|transposed?\s+)?\b(up|down)\s+(?:by\s+)?${NUMBER}\s*${SEMITONES}`,
      'gi',
    ),
    read: ([way, count]) => transposition(way.toLowerCase() === 'up' ? Number(count) : -Number(count)),
  },
  {
    pattern: new RegExp(String.raw`${NUMBER}\s*${SEMITONES}\s+(up|down|higher|lower)\b`, 'gi'),
    read: ([count, way]) => transposition(/up|higher/i.test(way) ? Number(count) : -Number(count)),
  },
  {
    pattern: new RegExp(String.raw`([+\-−])\s*${NUMBER}\s*${SEMITONES}`, 'gi'),
    read: ([sign, count]) => transposition(sign === '+' ? Number(count) : -Number(count)),
  },
  {
    pattern: cutPattern('low[- ]?pass(?:ed)?|high[- ]?cut'),
    read: ([value, kilo]) => within(hertz(value, kilo), 20, 22_050, (highCutHz) => ({ highCutHz })),
  },
  {
    pattern: cutPattern('high[- ]?pass(?:ed)?|low[- ]?cut'),
    read: ([value, kilo]) => within(hertz(value, kilo), 10, 10_000, (lowCutHz) => ({ lowCutHz })),
  },
  {
    pattern: new RegExp(
      String.raw`${NUMBER}[\s-]*(?:s|secs?|seconds?)\s*(?:of\s+)?(?:long\s+)?(?:reverb|decay|tail|rt60)\b`,
      'gi',
    ),
    read: ([seconds]) => within(Number(seconds), 0, 60, (value) => ({ reverbSeconds: clamp(value, 0.15, 10) })),
  },
  {
    pattern: new RegExp(
      String.raw`\b(?:reverb|decay|tail|rt60)(?:\s+time)?\s+of\s+${NUMBER}\s*(?:s|secs?|seconds?)\b`,
      'gi',
    ),
    read: ([seconds]) => within(Number(seconds), 0, 60, (value) => ({ reverbSeconds: clamp(value, 0.15, 10) })),
  },
]

/** Takes every literal setting out of a prompt; of two for the same thing the later one counts. */
export function readLiteralSettings(prompt: string): SettingsReading {
  let settings: LiteralSettings = {}
  const surfaces: string[] = []
  let rest = prompt
  for (const { pattern, read } of PATTERNS) {
    rest = rest.replace(pattern, (surface: string, ...details: unknown[]) => {
      const groups = details.slice(
        0,
        details.findIndex((detail) => typeof detail === 'number'),
      )
      const setting = read(groups.map((group) => String(group ?? '')))
      if (setting === null) return surface
      settings = { ...settings, ...setting }
      surfaces.push(surface.trim())
      return ' , '
    })
  }
  return { settings, surfaces, rest }
}

function cutPattern(names: string): RegExp {
  return new RegExp(
    String.raw`\b(?:${names})(?:\s+filter(?:ed)?)?\s*(?:at|to|around|below|above|of)?\s*${NUMBER}\s*(k?)\s*hz\b`,
    'gi',
  )
}

const hertz = (value: string, kilo: string): number => Number(value) * (kilo === '' ? 1 : 1000)

function within(
  value: number,
  min: number,
  max: number,
  make: (value: number) => LiteralSettings,
): LiteralSettings | null {
  return value >= min && value <= max ? make(value) : null
}

/** A tempo ratio between a tenth and ten times. */
function relativeTempo(percent: number, slower: boolean): LiteralSettings | null {
  return within(slower ? 1 - percent / 100 : 1 + percent / 100, 0.1, 10, (tempoRatio) => ({ tempoRatio }))
}

const transposition = (semitones: number): LiteralSettings | null =>
  within(Math.round(semitones), -24, 24, (value) => ({ semitones: value }))

function readKey(note: string, accidental: string, mode: string): { root: number; minor: boolean } {
  const shift = accidental === '' ? 0 : /#|♯|sharp/i.test(accidental) ? 1 : -1
  return { root: (PITCH_CLASSES[note.toLowerCase()] + shift + 12) % 12, minor: /^m(in|inor)?$/i.test(mode) }
}
