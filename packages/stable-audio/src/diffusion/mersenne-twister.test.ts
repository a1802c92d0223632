import { expect, test } from 'vitest'
import { MersenneTwister } from './mersenne-twister.ts'

// The C++ standard pins this generator: the 10,000th output of mt19937 with its default seed 5489 is 4123659995.
test('the 10,000th word of the default seed is the one that the C++ standard names', () => {
  const twister = new MersenneTwister(5489)
  expect(twister.nextWord() >>> 0).toBe(3_499_211_612)
  for (let count = 2; count < 10_000; count += 1) twister.nextWord()
  expect(twister.nextWord() >>> 0).toBe(4_123_659_995)
})
