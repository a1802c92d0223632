import { expect, test } from 'vitest'
import { renderParameters } from '../testing/new-prediction.test.fixture.ts'
import { evaluationSeconds, evaluationsPerStep } from './render-work.ts'

test.each([
  ['euler', 1, 1],
  ['dpmpp', 1, 1],
  ['rk4', 1, 4],
  [undefined, 7, 2],
  ['rk4', 3, 8],
] as const)('%s at guidance %d asks the model %d times a step', (sampler, guidanceScale, times) => {
  expect(evaluationsPerStep({ sampler, guidanceScale })).toBe(times)
})

test('a job’s work grows with its batch, its steps and its seconds, and an edit counts as the longest clip', () => {
  const words = renderParameters({ kind: 'words', durationSeconds: 30 })
  expect(evaluationSeconds(words)).toBe(8 * 30)
  expect(evaluationSeconds({ ...words, batchSize: 4, numInferenceSteps: 50, sampler: 'rk4' })).toBe(4 * 50 * 4 * 30)
  const edit = renderParameters({ kind: 'outpainting', beforeSeconds: 0, afterSeconds: 5, paste: 'audio' })
  expect(evaluationSeconds(edit)).toBe(8 * 380)
})
