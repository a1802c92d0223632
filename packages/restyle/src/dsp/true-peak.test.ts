import { expect, test } from 'vitest'
import { silence } from './stereo.ts'
import { truePeakNear, truePeakOf } from './true-peak.ts'
import { toDb } from './units.ts'

const tone = (hz: number, phase: number) =>
  Float32Array.from({ length: 3000 }, (_, i) => Math.sin((2 * Math.PI * hz * i) / 44_100 + phase))

test('the peak of a tone is read between its samples, up to 21 kHz', () => {
  for (const hz of [1000, 5000, 11_025, 14_000, 17_000, 19_000, 21_000])
    for (const phase of [0, 0.3, Math.PI / 4]) {
      const samples = tone(hz, phase)
      let read = 0
      let ideal = 0
      for (let i = 300; i < 2700; i++) {
        read = Math.max(read, truePeakNear(samples, i))
        for (let k = 0; k < 4; k++)
          ideal = Math.max(ideal, Math.abs(Math.sin((2 * Math.PI * hz * (i + k / 4)) / 44_100 + phase)))
      }
      expect(Math.abs(toDb(read / ideal))).toBeLessThan(0.15)
    }
})

test('a quarter-rate tone peaks 3 dB above its samples', () => {
  const samples = tone(11_025, Math.PI / 4)
  expect(toDb(truePeakNear(samples, 1000) / Math.abs(samples[1000]))).toBeCloseTo(3.01, 1)
})

test('the ends of a clip count as surrounded by silence', () => {
  const samples = Float32Array.of(0.5, 0.5)
  expect(truePeakNear(samples, 0)).toBeGreaterThanOrEqual(0.5)
  expect(truePeakNear(samples, 1)).toBeLessThan(0.7)
})

test('the true peak of a clip is the highest of both channels, between samples too', () => {
  const loud = tone(11_025, Math.PI / 4)
  // The tone begins and ends abruptly, which overshoots by a tenth of a decibel.
  expect(Math.abs(toDb(truePeakOf({ left: loud.map((x) => 0.5 * x), right: loud })))).toBeLessThan(0.2)
  expect(truePeakOf(silence(100))).toBe(0)
})
