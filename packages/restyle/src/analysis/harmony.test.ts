import { expect, test } from 'vitest'
import { estimateChords } from './chords.ts'
import { chromaFrames, totalChroma } from './chroma.ts'
import { estimateKey, isInKey } from './key.ts'
import { chordSequence, sine, triad } from './synthetic.test.fixture.ts'

const KEYS = Array.from({ length: 24 }, (_, i) => ({ root: i % 12, minor: i >= 12 }))

/** I IV V I, or i iv V i with the raised leading note. */
function cadence({ root, minor }: { root: number; minor: boolean }) {
  return chordSequence(
    [triad(root, minor), triad((root + 5) % 12, minor), triad((root + 7) % 12, false), triad(root, minor)],
    0.8,
  )
}

test.each(KEYS)('the key of a cadence on root $root (minor: $minor) is found', (key) => {
  const found = estimateKey(totalChroma(chromaFrames(cadence(key))))
  expect({ root: found.root, minor: found.minor }).toEqual(key)
  expect(found.confidence).toBeGreaterThan(0.15)
})

test('no chroma, no confidence', () => {
  expect(estimateKey(new Float64Array(12)).confidence).toBe(0)
})

test('A minor and C major share their notes, D major does not', () => {
  const notes = (root: number, minor: boolean) =>
    KEYS.slice(0, 12).map(({ root: note }) => isInKey(note, { root, minor }))
  expect(notes(9, true)).toEqual(notes(0, false))
  expect(notes(2, false)).not.toEqual(notes(0, false))
})

test('Am F C G is read chord by chord', () => {
  const progression = [triad(9, true), triad(5, false), triad(0, false), triad(7, false)]
  const audio = chordSequence([...progression, ...progression], 2)
  const frames = chromaFrames(audio)
  const grid = Array.from({ length: 32 }, (_, i) => i * 0.5)
  const chords = estimateChords(frames, grid, 16, estimateKey(totalChroma(frames)))
  const names = chords.map(({ root, minor }) => `${root}${minor ? 'm' : ''}`)
  const expected = grid.map((seconds) => ['9m', '5', '0', '7'][Math.floor(seconds / 2) % 4])
  expect(names).toEqual(expected)
})

test('a pure A at 442 Hz is pitch class 9, tuned 8 cents high', () => {
  const frames = chromaFrames(sine(442, 2))
  const chroma = totalChroma(frames)
  expect(chroma.indexOf(Math.max(...chroma))).toBe(9)
  expect(frames.tuningSemitones).toBeCloseTo(12 * Math.log2(442 / 440), 2)
})

test('a clip 30 cents flat keeps its chords', () => {
  const frames = chromaFrames(chordSequence([triad(2, true), triad(7, true)], 1.5, -0.3))
  expect(frames.tuningSemitones).toBeCloseTo(-0.3, 1)
  const chords = estimateChords(frames, [0, 1.5], 3, { root: 2, minor: true, confidence: 1 })
  expect(chords.map((chord) => chord.root)).toEqual([2, 7])
})
