import { expect, test } from 'vitest'
import { setDistance } from './distance.ts'
import { power, sine } from './signals.test.fixture.ts'

const levelDb = (hz: number, amount: number) => {
  const audio = sine(hz, 22_050)
  setDistance(audio, amount)
  return 10 * Math.log10(power(audio.left, 4410) / power(sine(hz, 22_050).left, 4410))
}

test('what is far is quieter, and duller still', () => {
  expect(levelDb(500, 1)).toBeCloseTo(-7, 0)
  expect(levelDb(10_000, 1)).toBeLessThan(-25)
  expect(levelDb(500, 0.4)).toBeGreaterThan(levelDb(500, 0.8))
  expect(levelDb(10_000, 0.4)).toBeGreaterThan(levelDb(10_000, 0.8))
})
