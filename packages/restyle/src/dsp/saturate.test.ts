import { expect, test } from 'vitest'
import { saturate } from './saturate.ts'
import { amplitudeAt, power, sine } from './signals.test.fixture.ts'
import { rms } from './stereo.ts'

const saturated = (hz: number, amount: number, gain = 0.14) => {
  const audio = sine(hz, 44_100, gain)
  saturate(audio, { amount, referenceRms: 0.1 })
  return audio.left
}
/** Odd and even harmonics together over the fundamental. */
const distortion = (samples: Float32Array, hz: number) =>
  Math.hypot(...[2, 3, 4, 5, 7].map((k) => amplitudeAt(samples, k * hz, 4410))) / amplitudeAt(samples, hz, 4410)

test('harmonics grow with the amount and with the level', () => {
  const amounts = [0.05, 0.2, 0.4, 0.7, 1].map((amount) => distortion(saturated(441, amount), 441))
  for (let i = 1; i < amounts.length; i++) expect(amounts[i]).toBeGreaterThan(amounts[i - 1])
  expect(amounts[0]).toBeLessThan(0.02)
  expect(amounts[4]).toBeGreaterThan(0.3)
  expect(distortion(saturated(441, 0.4, 0.01), 441)).toBeLessThan(0.3 * amounts[2])
})

test('even harmonics come with the odd ones', () => {
  const samples = saturated(441, 0.5)
  expect(amplitudeAt(samples, 882, 4410)).toBeGreaterThan(0.003)
})

test('a high tone folds back at least 12 dB less than through the bare curve', () => {
  const hz = 5000
  const aliasHz = 44_100 - 7 * hz
  const samples = saturated(hz, 1)
  const bare = sine(hz, 44_100, 0.14).left.map((x) => {
    const driven = (x * 17) / 0.4
    const steep = Math.max(-0.8, Math.min(0.8, 1.4 * driven))
    return 0.16 * (0.6 * (driven / Math.sqrt(1 + driven * driven)) + 0.4 * steep)
  })
  const ratio = amplitudeAt(samples, aliasHz, 4410) / amplitudeAt(samples, hz, 4410)
  const bareRatio = amplitudeAt(bare, aliasHz, 4410) / amplitudeAt(bare, hz, 4410)
  expect(20 * Math.log10(bareRatio / ratio)).toBeGreaterThan(12)
})

test('the level near the reference stays within 4 dB, and no offset is left', () => {
  for (const amount of [0.1, 0.4, 0.7, 1]) {
    const samples = saturated(220, amount)
    expect(Math.abs(10 * Math.log10(power(samples) / rms(sine(220, 44_100, 0.14)) ** 2))).toBeLessThan(4)
    expect(Math.abs(samples.reduce((sum, x) => sum + x, 0) / samples.length)).toBeLessThan(1e-3)
  }
})
