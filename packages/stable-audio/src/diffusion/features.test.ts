import { expect, test } from 'vitest'
import { MODULES } from '../testing/golden.test.fixture.ts'
import { expectParity } from '../testing/parity.test.fixture.ts'
import { expoFeatures, FEATURE_COUNT } from './features.ts'
import { EXPO_FREQUENCIES } from './frequencies.ts'

const { index_list: indices = [], ...features } = MODULES.cases.expo_features as Record<string, number[]>

test('the frequencies are the reference’s to the last bit', () => {
  const reference = MODULES.cases.expo_freqs_f32 as number[]
  expect([...EXPO_FREQUENCIES]).toEqual(reference.map(Math.fround))
})

test('every feature of every moment equals the reference within 1e-6, the highest frequencies too', (context) => {
  expect(Object.keys(features).length).toBeGreaterThan(3)
  let error = 0
  for (const [t, expected] of Object.entries(features)) {
    const actual = expoFeatures(Number(t))
    expect(actual.length).toBe(FEATURE_COUNT)
    expected.forEach((value, place) => {
      error = Math.max(error, Math.abs(actual[indices[place] as number] - value))
    })
  }
  expectParity(context, { module: 'features, greatest difference', case: 'expo_features', error, limit: 1e-6 })
})
