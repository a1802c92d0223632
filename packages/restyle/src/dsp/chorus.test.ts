import { expect, test } from 'vitest'
import { chorus, flanger } from './chorus.ts'
import { noise, power, sine } from './signals.test.fixture.ts'
import type { StereoAudio } from './stereo.ts'

/** Correlation of a channel with itself `lag` samples later. */
function autocorrelation(samples: Float32Array, lag: number): number {
  let sum = 0
  for (let i = 0; i + lag < samples.length; i++) sum += samples[i] * samples[i + lag]
  return sum / samples.length / power(samples)
}
const bestLag = (audio: StereoAudio, from: number, to: number) => {
  let best = from
  for (let lag = from; lag < to; lag++)
    if (autocorrelation(audio.left, lag) > autocorrelation(audio.left, best)) best = lag
  return best
}

test('the chorus adds a copy 8 to 16 ms late, the flanger one below 2.5 ms', () => {
  const wide = noise(4000)
  chorus(wide, { amount: 0.9, seed: 1 })
  const chorusLag = bestLag(wide, 20, 900)
  expect(chorusLag).toBeGreaterThan(340)
  expect(chorusLag).toBeLessThan(700)
  const comb = noise(4000)
  flanger(comb, { amount: 0.8, seed: 1 })
  expect(bestLag(comb, 5, 900)).toBeLessThan(115)
})

test('the sides move against each other', () => {
  const audio = sine(880, 88_200)
  chorus(audio, { amount: 0.8, seed: 2 })
  const side = audio.left.map((l, i) => l - audio.right[i])
  expect(power(side)).toBeGreaterThan(0.02 * power(audio.left))
})

test('a tone through the chorus swells and fades, more with more of it', () => {
  const swing = (amount: number) => {
    const { left } = (() => {
      const audio = sine(660, 4 * 44_100)
      chorus(audio, { amount, seed: 3 })
      return audio
    })()
    const levels = Array.from({ length: 70 }, (_, k) => power(left, 5000 + 2205 * k, 7205 + 2205 * k))
    return Math.max(...levels) / Math.min(...levels)
  }
  expect(swing(0.8)).toBeGreaterThan(2)
  expect(swing(0.2)).toBeLessThan(swing(0.8))
})
