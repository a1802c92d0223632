import { expect, test } from 'vitest'
import { matchedGains } from './loudness-match.ts'

test('the louder of two clips is turned down to the quieter, never up', () => {
  const gains = matchedGains(-20, -14)
  expect(gains.source).toBe(1)
  expect(20 * Math.log10(gains.result)).toBeCloseTo(-6)
  expect(matchedGains(-14, -20).source).toBeCloseTo(0.501, 3)
})

test('a clip of unknown loudness, or silence, changes nothing', () => {
  expect(matchedGains(null, -14)).toEqual({ source: 1, result: 1 })
  expect(matchedGains(-14, undefined)).toEqual({ source: 1, result: 1 })
})
