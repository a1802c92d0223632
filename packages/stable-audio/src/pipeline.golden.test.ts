/**
 * Whole pipelines against the reference: from a prompt as text and a seed to audio, through the public API, on the two
 * tiny checkpoints. Source: specification 1.2 to 1.5, 3.8.
 */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { GeneratedItem, GenerateRequest, Region } from './request.ts'
import { StableAudio } from './stable-audio.ts'
import { relativeError, type SampledTensor } from './testing/golden.test.fixture.ts'
import {
  GOLDEN_CHECKPOINTS,
  type GoldenArguments,
  type GoldenCheckpoint,
  type GoldenCheckpointOptions,
  goldenCheckpoint,
  goldenClip,
  readGolden,
} from './testing/golden-checkpoint.test.fixture.ts'
import { expectParity } from './testing/parity.test.fixture.ts'

const LATENTS_LIMIT = 1e-4
const AUDIO_LIMIT = 1e-3

describe.each(GOLDEN_CHECKPOINTS)('checkpoint-%s', (name) => {
  let checkpoint: GoldenCheckpoint
  let model: StableAudio
  beforeAll(async () => {
    checkpoint = await goldenCheckpoint(name)
    model = await StableAudio.open(checkpoint.folder, { threads: 2 })
  })
  afterAll(async () => {
    await model.close()
    checkpoint.dispose()
  })

  for (const [title, { args, latents, audio }] of Object.entries(readGolden(name).cases)) {
    test(title, async ({ task }) => {
      const item = await generated(model, requestOf(args, title.startsWith('codec_noise')))
      const compared = { case: `${name}, ${title}` }
      if (latents) {
        const error = relativeError(item.latents, latents.values, latents.stride)
        expectParity({ task }, { ...compared, module: 'pipeline latents', error, limit: LATENTS_LIMIT })
      }
      const error = relativeError(flat(item, audio), audio.values, audio.stride)
      expectParity({ task }, { ...compared, module: 'pipeline audio', error, limit: AUDIO_LIMIT })
    })
  }
})

/** The published program's call in our terms; it knows neither the monotone schedule nor a limiter. */
function requestOf(args: GoldenArguments, codecNoise: boolean): GenerateRequest {
  const {
    prompt,
    negative_prompt: negativePrompt,
    seed,
    duration: durationSeconds,
    steps,
    sampler_type: sampler,
  } = args
  const { cfg_scale: scale = 1, apg_scale: apg, init_audio, init_noise_level = 1, inpaint_audio } = args
  return {
    items: [{ prompt, negativePrompt, seed }],
    ...{ durationSeconds, steps, sampler, codecNoise },
    guidance: { scale, apg },
    initAudio: init_audio && { audio: goldenClip(init_audio), noiseLevel: init_noise_level },
    inpainting: inpaint_audio && { audio: goldenClip(inpaint_audio), regions: regionsOf(args), paste: 'none' },
    paddingSeconds: args.duration_padding_sec,
    schedule: 'upstream',
    peaks: 'clamp',
  }
}

function regionsOf({ inpaint_mask_start_seconds, inpaint_mask_end_seconds }: GoldenArguments): Region[] {
  const starts = [inpaint_mask_start_seconds ?? []].flat()
  const ends = [inpaint_mask_end_seconds ?? []].flat()
  return starts.map((startSeconds, index) => ({ startSeconds, endSeconds: ends[index] as number }))
}

async function generated(model: StableAudio, request: GenerateRequest): Promise<GeneratedItem> {
  for await (const event of model.generate(request)) if (event.type === 'generated') return event
  throw new Error('the generation ended without a result')
}

/** Left, then right, as the reference's [1, 2, samples] lies. */
function flat({ audio: { left, right } }: GeneratedItem, { shape }: SampledTensor): Float32Array {
  expect([1, 2, left.length]).toEqual(shape)
  const both = new Float32Array(2 * left.length)
  both.set(left)
  both.set(right, left.length)
  return both
}

describe('checkpoints in other forms', () => {
  const { args, latents, audio } = readGolden('small').cases['audio_to_audio_0.9_4s'] ?? {}
  const FORMS: readonly (readonly [string, GoldenCheckpointOptions, { latents: number; audio: number }])[] = [
    ['with tensors in another order', { order: 'reversed' }, { latents: LATENTS_LIMIT, audio: AUDIO_LIMIT }],
    ['with a tensor more', { extra: { 'model.ema.decay': [3] } }, { latents: LATENTS_LIMIT, audio: AUDIO_LIMIT }],
    ['as fp16', { storage: 'f16' }, { latents: 5e-3, audio: 5e-3 }],
    ['as bf16', { storage: 'bf16' }, { latents: 3e-2, audio: 3e-2 }],
  ]
  for (const [title, options, limits] of FORMS) {
    test(`a checkpoint ${title} gives the same clip`, async ({ task }) => {
      if (!(args && latents)) throw new Error('the case is gone')
      const checkpoint = await goldenCheckpoint('small', options)
      const model = await StableAudio.open(checkpoint.folder, { threads: 2 })
      const item = await generated(model, requestOf(args, false))
      await model.close()
      checkpoint.dispose()
      const errors = {
        latents: relativeError(item.latents, latents.values, latents.stride),
        audio: relativeError(flat(item, audio), audio.values, audio.stride),
      }
      for (const part of ['latents', 'audio'] as const) {
        const parity = { module: `pipeline ${part}`, case: `small, ${title}`, error: errors[part] }
        expectParity({ task }, { ...parity, limit: limits[part] })
      }
    })
  }

  test('a checkpoint without a tensor that it needs says which', async () => {
    const key = 'model.model.transformer.layers.1.ff.ff.2.weight'
    const checkpoint = await goldenCheckpoint('small', { omit: [key] })
    await expect(StableAudio.open(checkpoint.folder)).rejects.toMatchObject({
      code: 'tensor_missing',
      message: expect.stringContaining(key),
    })
    checkpoint.dispose()
  })
})
