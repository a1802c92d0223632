import { expect, test } from 'vitest'
import { phaser } from './phaser.ts'
import { power, sine } from './signals.test.fixture.ts'

/** Loudest over quietest 50 ms of a tone, in dB: a notch that sweeps over it makes it large. */
function swingDb(amount: number, hz: number): number {
  const audio = sine(hz, 5 * 44_100)
  phaser(audio, { amount, seed: 1 })
  const levels = Array.from({ length: 90 }, (_, k) => power(audio.left, 9000 + 2205 * k, 11_205 + 2205 * k))
  return 10 * Math.log10(Math.max(...levels) / Math.min(...levels))
}

test('notches sweep through the middle of the spectrum, deeper with more of it', () => {
  expect(swingDb(0.8, 1000)).toBeGreaterThan(6)
  expect(swingDb(0.2, 1000)).toBeLessThan(0.6 * swingDb(0.8, 1000))
})

test('deep bass is hardly touched', () => {
  expect(swingDb(0.8, 40)).toBeLessThan(2)
})
