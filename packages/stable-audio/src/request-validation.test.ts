import { expect, test } from 'vitest'
import type { GenerateRequest, InitAudio, Inpainting } from './request.ts'
import { type CheckpointLimits, resolveRequest } from './request-validation.ts'

const DISTILLED: CheckpointLimits = {
  objective: 'rf_denoiser',
  sampleSize: 1292 * 4096,
  samplesPerLatent: 4096,
  alignLatents: 2,
  loraNames: ['tape'],
}
const REQUEST: GenerateRequest = { items: [{ prompt: 'a kick', seed: 1 }], durationSeconds: 2 }
const SILENCE = { left: new Float32Array(8), right: new Float32Array(8) }

const inpaintingOf = (startSeconds: number, endSeconds: number): Inpainting => ({
  audio: SILENCE,
  regions: [{ startSeconds, endSeconds }],
  paste: 'none',
})
const initAudioOf = (left: readonly number[], right: readonly number[]): InitAudio => ({
  audio: { left: Float32Array.from(left), right: Float32Array.from(right) },
  noiseLevel: 0.5,
})

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

test('lengths and regions are told in samples and frames', () => {
  const { lengths, regions } = resolveRequest({ ...REQUEST, inpainting: inpaintingOf(0.5, 1) }, DISTILLED)
  expect(lengths).toMatchObject({ samples: 88_200, effectiveFrames: 22, frames: 88 })
  expect(regions).toEqual([{ start: 22_050, end: 44_100 }])
})

test.each<[string, Partial<GenerateRequest>, RegExp]>([
  ['no items', { items: [] }, /at least one prompt/],
  ['a negative seed', { items: [{ prompt: '', seed: -1 }] }, /seed is -1; it must be a whole number from 0/],
  ['a broken seed', { items: [{ prompt: '', seed: 1.5 }] }, /seed is 1\.5/],
  ['no length', { durationSeconds: 0 }, /durationSeconds is 0; .* at least one sample, .* at most 120\.0 s/],
  ['less than a sample', { durationSeconds: 1e-5 }, /at least one sample/],
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
  ['a region behind the end', { inpainting: inpaintingOf(1, 2.1) }, /region 1 is 1 s to 2\.1 s.* between 0 and 2 s/],
  ['no region', { inpainting: { audio: SILENCE, regions: [], paste: 'none' } }, /regions is empty/],
  ['a clip without samples', { initAudio: initAudioOf([], []) }, /initAudio\.audio has no samples/],
  ['unequal channels', { initAudio: initAudioOf([0, 0], [0]) }, /2 samples on the left and 1 on the right/],
  ['an endless sample', { initAudio: initAudioOf([0, 0], [0, Infinity]) }, /sample 1 of the right channel is Infinity/],
  [
    'a sample that is no number',
    { inpainting: { ...inpaintingOf(0, 1), audio: initAudioOf([0, 0, Number.NaN], [0, 0, 0]).audio } },
    /inpainting\.audio is not finite: sample 2 of the left channel is NaN/,
  ],
  ['a LoRA that is not loaded', { loraStrengths: { vinyl: 1 } }, /names "vinyl"; loaded are: tape/],
  ['a strength that is no number', { loraStrengths: { tape: Number.NaN } }, /strength of "tape" is NaN/],
])('%s is refused, and the sentence says what it may be', (_, change, sentence) => {
  expect(() => resolveRequest({ ...REQUEST, ...change }, DISTILLED)).toThrow(
    expect.objectContaining({ code: 'option_out_of_range', message: expect.stringMatching(sentence) }),
  )
})
