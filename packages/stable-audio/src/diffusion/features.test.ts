import { expect, test } from 'vitest'
import { MODULES } from '../testing/golden.test.fixture.ts'
import { expoFeatures, FEATURE_COUNT } from './features.ts'
import { EXPO_FREQUENCIES } from './frequencies.ts'

const { index_list: indices = [], ...features } = MODULES.cases.expo_features as Record<string, number[]>

test('the frequencies are the reference’s to the last bit', () => {
  const reference = MODULES.cases.expo_freqs_f32 as number[]
  expect([...EXPO_FREQUENCIES]).toEqual(reference.map(Math.fround))
})

test('every feature of every moment equals the reference within 1e-6, the highest frequencies too', () => {
  expect(Object.keys(features).length).toBeGreaterThan(3)
  for (const [t, expected] of Object.entries(features)) {
    const actual = expoFeatures(Number(t))
    expect(actual.length).toBe(FEATURE_COUNT)
    expected.forEach((value, place) => {
      expect(Math.abs(actual[indices[place] as number] - value)).toBeLessThan(1e-6)
    })
  }
})
