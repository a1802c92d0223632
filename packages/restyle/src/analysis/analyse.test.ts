import { expect, test } from 'vitest'
import { add, silence } from '../dsp/stereo.ts'
import { analyse } from './analyse.ts'
import { correlation } from './correlation.ts'
import type { SourceFacts } from './facts.ts'
import { chordSequence, DRUM_PATTERNS, drumLoop, mono, noise, samples, sine, triad } from './synthetic.test.fixture.ts'

function allFinite(facts: SourceFacts): boolean {
  const numbers = Object.values(facts).flatMap((value) => {
    if (typeof value === 'number') return [value]
    return value instanceof Float64Array ? [...value] : []
  })
  return numbers.every(Number.isFinite)
}

test('a song of four chords over drums is heard as what it is', () => {
  const bar = 4 * (60 / 100)
  const progression = [triad(9, true), triad(5, false), triad(0, false), triad(7, false)]
  const song = chordSequence([...progression, ...progression], bar)
  add(song, drumLoop(DRUM_PATTERNS.rock, 100, 8 * bar), 0.5)
  const facts = analyse(song)
  expect(facts.kind).toBe('music')
  expect(facts.tempoBpm).toBeCloseTo(100, 0)
  expect(facts.tempoConfidence).toBeGreaterThan(0.3)
  expect([0, 9]).toContain(facts.key.root) // A minor and C major share all notes
  const barStarts = facts.beatsSeconds.filter((_, i) => i % 4 === facts.downbeatPhase)
  for (const start of barStarts) expect(Math.abs(start - bar * Math.round(start / bar))).toBeLessThan(0.03)
  const first = facts.beatsSeconds.findIndex((beat) => beat > bar + 0.1)
  expect(facts.beatChords[first]).toMatchObject({ root: 5, minor: false })
})

test('drums alone, a steady noise and silence are told apart', () => {
  expect(analyse(drumLoop(DRUM_PATTERNS.house, 124, 8)).kind).toBe('music')
  expect(analyse(noise(6)).kind).toBe('texture')
  expect(analyse(silence(samples(3))).kind).toBe('silence')
})

test('syllables with pauses between them are speech', () => {
  expect(analyse(babble(8)).kind).toBe('speech')
})

test.each([0, 1, 40, 500, 2205, 9000])('a clip of %i samples is safe', (length) => {
  const facts = analyse({ left: sine(440, 1).left.slice(0, length), right: sine(440, 1).left.slice(0, length) })
  expect(allFinite(facts)).toBe(true)
  expect(facts.beatChords.length).toBeGreaterThan(0)
})

test('silence gives finite facts', () => {
  const facts = analyse(silence(samples(5)))
  expect(allFinite(facts)).toBe(true)
  expect(facts.beatsSeconds).toEqual([])
  expect(facts.onsetsSeconds).toEqual([])
})

test('the same clip gives the same facts', () => {
  const clip = drumLoop(DRUM_PATTERNS.hiphop, 88, 6)
  expect(analyse(clip)).toEqual(analyse(clip))
})

test('correlation is that of the definition', () => {
  expect(correlation([1, 2, 3], [2, 4, 6])).toBeCloseTo(1, 12)
  expect(correlation([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 12)
  expect(correlation([1, 2, 3, 4], [1, 3, 2, 4])).toBeCloseTo(0.8, 12)
  expect(correlation([1, 1, 1], [1, 2, 3])).toBe(0)
})

/** Buzzes of gliding pitch and irregular length through two formants, with gaps: the rhythm and pitch of speech. */
function babble(seconds: number) {
  const signal = new Float32Array(samples(seconds))
  const lengths = [0.17, 0.31, 0.11, 0.24, 0.13, 0.38, 0.21]
  const gaps = [0.05, 0.12, 0.33, 0.07, 0.19]
  let phase = 0
  let start = 0.1
  for (let word = 0; start < seconds; word++) {
    const length = lengths[word % 7]
    for (let i = samples(start); i < Math.min(signal.length, samples(start + length)); i++) {
      const t = (i - samples(start)) / samples(length)
      const hz = 120 * 2 ** (0.35 * Math.sin(word * 2.3) + 0.5 * t * Math.cos(word * 1.7))
      phase += (2 * Math.PI * hz) / 44100
      for (let partial = 1; partial <= 20; partial++) {
        const distance = Math.min(Math.abs(partial * hz - 600 - 150 * (word % 3)), Math.abs(partial * hz - 1700)) / 250
        signal[i] += (0.2 * Math.sin(Math.PI * t) * Math.sin(phase * partial)) / (1 + distance * distance)
      }
    }
    start += length + gaps[word % 5]
  }
  return mono(signal)
}
