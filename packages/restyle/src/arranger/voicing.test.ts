import { expect, test } from 'vitest'
import { A_MINOR } from './layers.test.fixture.ts'
import { bassRootOf, type Harmony, harmonyNamed, intervalsOf, scaleOf, voice } from './voicing.ts'

const HARMONIES: Harmony[] = ['power', 'sus', 'min', 'triad', 'seventh', 'ninth']
const chord = (root: number, minor: boolean) => ({ root, minor, confidence: 1 })
const DIATONIC = [chord(9, true), chord(2, true), chord(4, true), chord(0, false), chord(5, false), chord(7, false)]

test('every extension of a chord of the key lies in the key', () => {
  const scale = scaleOf(A_MINOR)
  for (const each of DIATONIC) {
    for (const harmony of HARMONIES) {
      for (const interval of intervalsOf(each, harmony, A_MINOR)) expect(scale).toContain((each.root + interval) % 12)
    }
  }
})

test('sevenths are major on C and F in A minor, minor on the others', () => {
  expect(intervalsOf(chord(0, false), 'seventh', A_MINOR)).toEqual([0, 4, 7, 11])
  expect(intervalsOf(chord(7, false), 'seventh', A_MINOR)).toEqual([0, 4, 7, 10])
  expect(intervalsOf(chord(9, true), 'ninth', A_MINOR)).toEqual([0, 3, 10, 14])
})

test('power chords have no third', () => {
  for (const each of DIATONIC) {
    const classes = voice(each, 'power', A_MINOR, 50, []).map((midi) => (midi - each.root + 120) % 12)
    expect(new Set(classes)).toEqual(new Set([0, 7]))
  }
})

test('a voicing has the pitch classes of its chord, ascending, above the lowest note', () => {
  const notes = voice(chord(5, false), 'seventh', A_MINOR, 55, [])
  expect(new Set(notes.map((midi) => midi % 12))).toEqual(new Set([5, 9, 0, 4]))
  expect(notes).toEqual([...notes].sort((a, b) => a - b))
  expect(Math.min(...notes)).toBeGreaterThanOrEqual(55)
  expect(Math.max(...notes)).toBeLessThan(55 + 24)
})

test('voice leading through Am F C G moves each voice by less than a third on average', () => {
  let previous = voice(chord(9, true), 'triad', A_MINOR, 55, [])
  let moved = 0
  for (const next of [chord(5, false), chord(0, false), chord(7, false), chord(9, true)]) {
    const notes = voice(next, 'triad', A_MINOR, 55, previous)
    moved += notes.reduce((sum, midi, i) => sum + Math.abs(midi - previous[i]), 0) / 3
    previous = notes
  }
  expect(moved / 4).toBeLessThan(3)
})

test('a dark mode puts the relative minor under a major chord, a bright one the relative major under a minor chord', () => {
  expect(bassRootOf(chord(0, false), -0.5)).toBe(9)
  expect(bassRootOf(chord(9, true), 0.6)).toBe(0)
  expect(bassRootOf(chord(0, false), 0)).toBe(0)
  expect(bassRootOf(chord(9, true), -0.5)).toBe(9)
})

test('the harmonies of the lexicon are known, numbers as well as names', () => {
  expect(harmonyNamed(7)).toBe('seventh')
  expect(harmonyNamed('9')).toBe('ninth')
  expect(harmonyNamed('polytonal')).toBeUndefined()
})
