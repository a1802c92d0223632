import { expect, test } from 'vitest'
import { onsetEnvelope } from './onsets.ts'
import { clicks, DRUM_PATTERNS, drumLoop, noise } from './synthetic.test.fixture.ts'
import { estimateTempo } from './tempo.ts'

const PLAYED: readonly (readonly [name: string, bpms: readonly number[]])[] = [
  ['rock', [77, 96, 120, 143, 165]],
  ['house', [100, 124, 138]],
  ['hiphop', [70, 85, 110]],
  ['bossa', [82, 92, 125, 150]],
  ['breakbeat', [90, 132, 170]],
]

test.each(PLAYED)('the tempo of a %s loop is found within 1 %%, straight and swung', (name, bpms) => {
  for (const bpm of bpms) {
    for (const swing of [0, 0.33]) {
      const { bpm: found, confidence } = estimateTempo(onsetEnvelope(drumLoop(DRUM_PATTERNS[name], bpm, 12, swing)))
      expect(Math.abs(found / bpm - 1), `${name} at ${bpm}, heard at ${found}`).toBeLessThan(0.01)
      expect(confidence).toBeGreaterThan(0.3)
    }
  }
})

test('steady noise has no tempo', () => {
  expect(estimateTempo(onsetEnvelope(noise(8))).confidence).toBeLessThan(0.05)
})

test('a clip of two seconds is too short to have one', () => {
  expect(estimateTempo(onsetEnvelope(clicks(2, 0.5))).confidence).toBe(0)
})
