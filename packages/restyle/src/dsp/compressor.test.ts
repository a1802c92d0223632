import { expect, test } from 'vitest'
import { compress } from './compressor.ts'
import { copyOf, isSame, noise, power, sine } from './signals.test.fixture.ts'
import { rms } from './stereo.ts'

test('the distance between loud and quiet shrinks with the amount', () => {
  const rangeDb = (amount: number) => {
    const audio = sine(300, 2 * 44_100, 0.5)
    for (let i = 0; i < 44_100; i++) audio.left[i] *= 0.1
    audio.right.set(audio.left)
    compress(audio, { amount, referenceRms: rms(audio) })
    return 10 * Math.log10(power(audio.left, 60_000, 88_200) / power(audio.left, 20_000, 44_100))
  }
  expect(rangeDb(0)).toBeCloseTo(20, 1)
  expect(rangeDb(0.4)).toBeLessThan(19)
  expect(rangeDb(0.95)).toBeLessThan(13)
})

test('what lies below the threshold is not touched, and both sides move together', () => {
  const audio = noise(20_000, 0.05)
  const before = copyOf(audio)
  compress(audio, { amount: 0.3, referenceRms: 0.2 })
  expect(isSame(audio, before)).toBe(true)
  const loud = noise(20_000, 0.9)
  const original = copyOf(loud)
  compress(loud, { amount: 0.9, referenceRms: 0.1 })
  for (let i = 500; i < 20_000; i += 333)
    expect(loud.left[i] / original.left[i]).toBeCloseTo(loud.right[i] / original.right[i], 4)
})
