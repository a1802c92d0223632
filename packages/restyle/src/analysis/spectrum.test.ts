import { expect, test } from 'vitest'
import { longTermSpectrum, THIRD_OCTAVES_HZ } from './spectrum.ts'
import { mono, noise, sine } from './synthetic.test.fixture.ts'

test('a full-scale sine at 1 kHz reads 0 dB in its band, and its own frequency as centroid', () => {
  const { spectrumDb, centroidHz, rolloffHz } = longTermSpectrum(sine(1000, 2, 1))
  expect(spectrumDb[THIRD_OCTAVES_HZ.indexOf(1000)]).toBeCloseTo(0, 1)
  expect(centroidHz).toBeGreaterThan(970)
  expect(centroidHz).toBeLessThan(1030)
  expect(rolloffHz).toBeCloseTo(1000, -2)
})

test('white noise rises 1 dB a third octave and is flat', () => {
  const { spectrumDb, flatness, centroidHz } = longTermSpectrum(noise(10))
  const slope = (spectrumDb[26] - spectrumDb[11]) / 15
  expect(slope).toBeGreaterThan(0.95)
  expect(slope).toBeLessThan(1.05)
  expect(flatness).toBeGreaterThan(0.5) // exp(−γ) = 0.56 for a single periodogram
  expect(centroidHz).toBeGreaterThan(10700)
  expect(centroidHz).toBeLessThan(11300)
})

test('a section can be measured alone', () => {
  const low = sine(200, 1).left
  const high = sine(5000, 1).left
  const both = mono(Float32Array.from([...low, ...high]))
  expect(longTermSpectrum(both, 44100).centroidHz).toBeGreaterThan(4500)
  expect(longTermSpectrum(both, 0, 44100).centroidHz).toBeLessThan(400)
})

test('silence and a clip of ten samples give finite numbers', () => {
  for (const audio of [sine(1000, 1, 0), sine(1000, 0.0003)]) {
    const { spectrumDb, centroidHz, flatness, rolloffHz } = longTermSpectrum(audio)
    expect([...spectrumDb, centroidHz, flatness, rolloffHz].every(Number.isFinite)).toBe(true)
  }
})
