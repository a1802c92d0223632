import { expect, test } from 'vitest'
import { type RestyleOptions, renderSettings } from './options.ts'

test('everything but the prompt has a default', () => {
  expect(renderSettings({ prompt: 'dark' })).toEqual({
    ...{ prompt: 'dark', negativePrompt: '', durationSeconds: 30, lengthSamples: 1_323_000, noiseLevel: 0.9 },
    ...{ passes: 8, guidanceScale: 1, seed: 0, planOverrides: {} },
  })
})

test('the length is the rounded product of duration and sample rate', () => {
  expect(renderSettings({ prompt: '', durationSeconds: 33.333 }).lengthSamples).toBe(1_469_985)
})

test.each<Partial<RestyleOptions>>([
  { durationSeconds: 0.5 },
  { durationSeconds: 121 },
  { durationSeconds: Number.NaN },
  { initNoiseLevel: -0.1 },
  { initNoiseLevel: 1.01 },
  { numInferenceSteps: 0 },
  { numInferenceSteps: 8.5 },
  { numInferenceSteps: 101 },
  { guidanceScale: 26 },
  { seed: -1 },
  { seed: 2 ** 32 },
  { prompt: undefined as unknown as string },
])('%j is refused', (options) => {
  expect(() => renderSettings({ prompt: '', ...options })).toThrow(
    expect.objectContaining({ code: 'option_out_of_range' }),
  )
})
