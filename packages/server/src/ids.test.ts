import { expect, test } from 'vitest'
import { predictionId, randomToken, systemRandom } from './ids.ts'

test('a prediction id is 32 lower-case hex digits', () => {
  expect(predictionId(systemRandom)).toMatch(/^[0-9a-f]{32}$/)
})

test('an id that would contain 429 is drawn again', () => {
  const draws = [Buffer.from('00042900000000000000000000000000', 'hex'), Buffer.alloc(16, 7)]
  expect(predictionId(() => draws.shift() as Buffer)).toBe('07'.repeat(16))
})

test('32 random bytes make a token of 43 characters that are safe in an address', () => {
  expect(randomToken(systemRandom, 32)).toMatch(/^[A-Za-z0-9_-]{43}$/)
})
