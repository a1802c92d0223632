import { expect, test } from 'vitest'
import type { GenerateRequest } from './request.ts'
import { type CheckpointLimits, resolveRequest } from './request-validation.ts'

const DISTILLED: CheckpointLimits = { objective: 'rf_denoiser', longestSeconds: 120, loraNames: ['tape'] }
const REQUEST: GenerateRequest = { items: [{ prompt: 'a kick', seed: 1 }], durationSeconds: 2 }
const SILENCE = { left: new Float32Array(8), right: new Float32Array(8) }

test('a distilled checkpoint takes 8 ping-pong steps, a base one 50 Euler steps, unless told otherwise', () => {
  const base = { ...DISTILLED, objective: 'rectified_flow' } as const
  expect(resolveRequest(REQUEST, DISTILLED)).toMatchObject({ steps: 8, sampler: 'pingpong', schedule: 'monotone' })
  expect(resolveRequest(REQUEST, base)).toMatchObject({ steps: 50, sampler: 'euler' })
  expect(resolveRequest({ ...REQUEST, steps: 3, sampler: 'rk4' }, base)).toMatchObject({ steps: 3, sampler: 'rk4' })
})

test('what is left open is what the published code does, but for peaks, which are limited and not cut', () => {
  expect(resolveRequest(REQUEST, DISTILLED)).toMatchObject({
    guidance: { scale: 1, apg: 1, normThreshold: 0, rescale: 0, interval: [0, 1] },
    paddingSeconds: 6,
    codecNoise: false,
    peaks: 'limiter',
  })
})

test.each<[string, Partial<GenerateRequest>, RegExp]>([
  ['no items', { items: [] }, /at least one prompt/],
  ['a negative seed', { items: [{ prompt: '', seed: -1 }] }, /seed is -1; it must be a whole number from 0/],
  ['a broken seed', { items: [{ prompt: '', seed: 1.5 }] }, /seed is 1\.5/],
  ['no length', { durationSeconds: 0 }, /durationSeconds is 0; .* up to 120\.0 s/],
  ['more than it makes', { durationSeconds: 121 }, /durationSeconds is 121/],
  ['a length that is no number', { durationSeconds: Number.NaN }, /durationSeconds is NaN/],
  ['no steps', { steps: 0 }, /steps is 0/],
  ['half a step', { steps: 1.5 }, /steps is 1\.5/],
  ['an unknown sampler', { sampler: 'heun' as 'euler' }, /sampler is "heun"; it must be one of pingpong, euler/],
  ['an unknown schedule', { schedule: 'linear' as 'upstream' }, /one of monotone, upstream/],
  ['an unknown peak mode', { peaks: 'none' as 'clamp' }, /one of limiter, clamp/],
  ['guidance below 0', { guidance: { scale: -1 } }, /guidance\.scale is -1; it must be 0 to 25/],
  ['APG above 1', { guidance: { scale: 2, apg: 1.1 } }, /guidance\.apg is 1\.1; it must be 0 to 1/],
  ['an interval that ends before it starts', { guidance: { scale: 2, interval: [0.6, 0.4] } }, /guidance\.interval/],
  ['negative padding', { paddingSeconds: -1 }, /paddingSeconds is -1/],
  ['noise level 0', { initAudio: { audio: SILENCE, noiseLevel: 0 } }, /more than 0 and at most 1/],
  ['noise level above 1', { initAudio: { audio: SILENCE, noiseLevel: 1.01 } }, /initAudio\.noiseLevel is 1\.01/],
  [
    'an unknown paste mode',
    { inpainting: { audio: SILENCE, regions: [], paste: 'glue' as 'none' } },
    /one of none, latent, audio/,
  ],
  ['a LoRA that is not loaded', { loraStrengths: { vinyl: 1 } }, /names "vinyl"; loaded are: tape/],
  ['a strength that is no number', { loraStrengths: { tape: Number.NaN } }, /strength of "tape" is NaN/],
])('%s is refused, and the sentence says what it may be', (_, change, sentence) => {
  expect(() => resolveRequest({ ...REQUEST, ...change }, DISTILLED)).toThrow(
    expect.objectContaining({ code: 'option_out_of_range', message: expect.stringMatching(sentence) }),
  )
})
