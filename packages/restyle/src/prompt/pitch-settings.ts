import { COUNT, countOf, type LiteralSettings, type SettingPattern, within } from './setting-pattern.ts'

const INTERVAL = String.raw`(semi-?tones?|half[- ]?steps?|st|yarım (?:ses|ton)|whole[- ]?(?:steps?|tones?)|octaves?|oktav)(?!\p{L})`
const DOWNWARDS =
  'down|downwards?|lower|lowered|lowering|drop|dropped|decrease|reduce|flatten|minus|below|aşağı|asagi|düşür|indir|pesleştir'
const UPWARDS = 'up|upwards?|higher|raise|raised|raising|increase|plus|above|yukarı|yukari|yükselt|çıkar|tizleştir'
const DIRECTION = String.raw`(?<!\p{L})(${DOWNWARDS}|${UPWARDS})(?!\p{L})`
const DOWN = new RegExp(`^(?:${DOWNWARDS}|[-−])$`, 'iu')
/** "drop the pitch of it by": so many words may stand between the direction and the number. */
const WORDS_BETWEEN = String.raw`(?:\s+\p{L}{1,12}){0,5}?`

const NOTE_ACCIDENTAL = String.raw`\s*(#|♯|sharp\b|b\b|♭|flat\b)?`
const MODE = String.raw`([Mm]ajor|[Mm]inor|maj|min|m)\b`
const PITCH_CLASSES: Readonly<Record<string, number>> = { c: 0, d: 2, e: 4, f: 5, g: 7, a: 9, b: 11 }
/** "in a minor key" is a mood and "in a major anthem" an article: a small "a" is a note only where the clause ends. */
const NOTE = String.raw`([A-G]|[b-g]|a(?=\s*(?:#|♯|sharp\b|♭|flat\b)|[\s-]*(?:major|minor|maj|min)\s*(?:$|[.,;:!?)\n])))`

/** "3 semitones down", "up an octave", "in D minor", "change the key to G". */
export const PITCH_SETTINGS: readonly SettingPattern[] = [
  {
    pattern: new RegExp(String.raw`\b[Kk]ey(?:\s+of|\s*:)\s*([A-Ga-g])${NOTE_ACCIDENTAL}[\s-]*${MODE}`, 'g'),
    read: ([note, accidental, mode]) => keySetting(note, accidental, mode),
  },
  {
    pattern: new RegExp(String.raw`\b(?:[Ii]n|[Tt]o)\s+(?:the key of\s+)?${NOTE}${NOTE_ACCIDENTAL}[\s-]*${MODE}`, 'g'),
    read: ([note, accidental, mode]) => keySetting(note, accidental, mode),
  },
  {
    // Without a preposition only capitals count, and a lone "A" only where the clause ends.
    pattern: new RegExp(
      String.raw`(?<![\p{L}\d])([B-G](?=[#♯♭b\s-])|A(?=[#♯♭b]|\s(?:sharp|flat)\b|[\s-](?:major|minor)\s*(?:$|[.,;:!?)\n])))${NOTE_ACCIDENTAL}[\s-]*([Mm]ajor|[Mm]inor)\b`,
      'gu',
    ),
    read: ([note, accidental, mode]) => keySetting(note, accidental, mode),
  },
  {
    // A key without a mode is a major key, as musicians say it.
    pattern:
      /\b(?:[Kk]ey(?:\s+from\s+[A-Ga-g][#♯♭b]?)?(?:\s+(?:of|to|is)|\s*[:=])|[Tt]ransposed?\s+(?:(?:it|this)\s+)?to)\s*([A-G]|[b-g])(#|♯|♭|b|\s+sharp|\s+flat)?(?![\p{L}\p{N}#♯♭])/gu,
    read: ([note, accidental]) => keySetting(note, accidental, 'major'),
  },
  {
    pattern: new RegExp(String.raw`${COUNT}[\s-]*${INTERVAL}\s+${DIRECTION}`, 'giu'),
    read: ([count, interval, way]) => transposition(count, interval, way),
  },
  {
    pattern: new RegExp(String.raw`${DIRECTION}${WORDS_BETWEEN}\s+${COUNT}[\s-]*${INTERVAL}`, 'giu'),
    read: ([way, count, interval]) => transposition(count, interval, way),
  },
  {
    pattern: new RegExp(String.raw`([+\-−])\s*${COUNT}\s*${INTERVAL}`, 'giu'),
    read: ([sign, count, interval]) => transposition(count, interval, sign),
  },
  {
    pattern: new RegExp(
      String.raw`(?<!\p{L})(?:transposed?|shift(?:ed)?|pitch(?:ed)?)${WORDS_BETWEEN}\s+${COUNT}[\s-]*${INTERVAL}`,
      'giu',
    ),
    read: ([count, interval]) => transposition(count, interval, 'up'),
  },
  {
    // A bare number after these is one of semitones.
    pattern:
      /(?<!\p{L})(?:transposed?|pitch(?:ed)?(?:[- ]shift)?)\s+(?:(?:it|this)\s+)?(?:by\s+)?(up|down|[+\-−])\s*(?:by\s+)?(\d{1,2})(?![\d.%\p{L}]|\s*[%\p{L}])/giu,
    read: ([way, count]) => transposition(count, 'semitones', way),
  },
]

function transposition(count: string, interval: string, way: string): LiteralSettings | null {
  const size = /^o[ck]t/i.test(interval) ? 12 : /^whole/i.test(interval) ? 2 : 1
  const semitones = Math.round(countOf(count) * size) * (DOWN.test(way) ? -1 : 1)
  return within(semitones, -24, 24, (value) => ({ semitones: value }))
}

function keySetting(note: string, accidental: string, mode: string): LiteralSettings {
  const shift = accidental === '' ? 0 : /#|♯|sharp/i.test(accidental) ? 1 : -1
  const root = (PITCH_CLASSES[note.toLowerCase()] + shift + 12) % 12
  return { key: { root, minor: /^m(in|inor)?$/i.test(mode) } }
}
