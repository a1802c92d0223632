import type { Chord, Key } from '../analysis/facts.ts'
import type { Random } from '../random.ts'

/**
 * Stock chord progressions, for clips that bring no chords of their own. Roman numerals: capitals are major triads,
 * small letters minor ones. In a minor key the degrees are those of the natural minor scale.
 */
const PROGRESSIONS = {
  dark: ['i VI iv v', 'i iv i VI', 'i VI i VII', 'i v VI iv'],
  minor: ['i VI III VII', 'i iv VI v', 'i VII VI VII', 'i III VII iv'],
  major: ['I V vi IV', 'I IV ii V', 'I vi IV V', 'vi IV I V'],
  bright: ['I IV I V', 'I V IV V', 'I IV V IV', 'I iii IV V'],
} as const

type Mood = keyof typeof PROGRESSIONS

const DEGREES = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii']
const MAJOR_SCALE = [0, 2, 4, 5, 7, 9, 11]
const MINOR_SCALE = [0, 2, 3, 5, 7, 8, 10]

function moodOf(key: Key, mode: number): Mood {
  if (key.minor) return mode < -0.4 ? 'dark' : 'minor'
  return mode > 0.4 ? 'bright' : 'major'
}

/** The four chords of a progression that suits the key and the mood, chosen by `random`. */
export function stockProgression(key: Key, mode: number, random: Random): Chord[] {
  const numerals = random.pick(PROGRESSIONS[moodOf(key, mode)]).split(' ')
  const scale = key.minor ? MINOR_SCALE : MAJOR_SCALE
  return numerals.map((numeral) => ({
    root: (key.root + scale[DEGREES.indexOf(numeral.toLowerCase())]) % 12,
    minor: numeral === numeral.toLowerCase(),
    confidence: 0,
  }))
}
