import { expect, test } from 'vitest'
import { deHarsh, deMud } from './dynamic-band.ts'
import { amplitudeAt, copyOf, noise, sine } from './signals.test.fixture.ts'
import { add } from './stereo.ts'

test('de-harsh takes 3.4 kHz down by up to 9 dB and leaves the bass alone', () => {
  const changeDb = (hz: number) => {
    const audio = sine(hz, 44_100)
    deHarsh(audio, 1)
    return 20 * Math.log10(amplitudeAt(audio.left, hz, 8820) / 0.3)
  }
  expect(changeDb(3400)).toBeLessThan(-5)
  expect(changeDb(3400)).toBeGreaterThan(-9.5)
  expect(Math.abs(changeDb(100))).toBeLessThan(0.3)
})

test('a burst that sticks out is cut more than the band at rest', () => {
  const audio = noise(88_200, 0.02)
  const burst = sine(290, 88_200, 0.4)
  for (let i = 0; i < 88_200; i++) if (i < 40_000 || i > 50_000) burst.left[i] = burst.right[i] = 0
  add(audio, burst)
  const rest = copyOf(audio)
  deMud(audio, 1)
  const changeDb = (from: number, to: number) =>
    20 * Math.log10(amplitudeAt(audio.left, 290, from, to) / amplitudeAt(rest.left, 290, from, to))
  expect(changeDb(42_000, 50_000)).toBeLessThan(-6)
  expect(changeDb(5000, 40_000)).toBeGreaterThan(-4)
})
