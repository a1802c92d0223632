import { expect, test } from 'vitest'
import { pump } from './pump.ts'
import { copyOf, noise, power } from './signals.test.fixture.ts'

const kicks = [0.1, 0.6, 1.1]

test('the level drops right after every kick and is back before the next', () => {
  const audio = noise(2 * 44_100)
  const before = copyOf(audio)
  pump(audio, { amount: 1, kickSeconds: kicks })
  const gainDb = (seconds: number) => {
    const at = Math.round(seconds * 44_100)
    return 10 * Math.log10(power(audio.left, at, at + 441) / power(before.left, at, at + 441))
  }
  for (const kick of kicks) {
    expect(gainDb(kick + 0.004)).toBeLessThan(-10)
    expect(gainDb(kick + 0.15)).toBeGreaterThan(gainDb(kick + 0.05))
    expect(gainDb(kick + 0.4)).toBe(0)
  }
  expect(audio.left.slice(0, 4410)).toEqual(before.left.slice(0, 4410))
})

test('the gain has no steps', () => {
  const audio = noise(2 * 44_100)
  audio.left.fill(1)
  pump(audio, { amount: 1, kickSeconds: kicks })
  const steps = audio.left.map((gain, i) => (i === 0 ? 0 : Math.abs(gain - audio.left[i - 1])))
  expect(steps.reduce((largest, step) => Math.max(largest, step), 0)).toBeLessThan(0.006)
})
