/** Options of a generation that change what comes of it: each reaches the part that it is for. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenOptions } from './open-options.ts'
import type { GenerateRequest } from './request.ts'
import { StableAudio } from './stable-audio.ts'
import { CLIP, eventsOf, itemsOf, latentsOf, SHORT, stagesOf } from './testing/generation.test.fixture.ts'
import { relativeError } from './testing/golden.test.fixture.ts'
import {
  type GoldenCheckpoint,
  type GoldenCheckpointName,
  type GoldenCheckpointOptions,
  goldenCheckpoint,
} from './testing/golden-checkpoint.test.fixture.ts'

let checkpoint: GoldenCheckpoint
let model: StableAudio
beforeAll(async () => {
  checkpoint = await goldenCheckpoint('small')
  model = await StableAudio.open(checkpoint.folder, { threads: 2 })
})
afterAll(async () => {
  await model.close()
  checkpoint.dispose()
})

async function withCheckpoint<Result>(
  name: GoldenCheckpointName,
  change: GoldenCheckpointOptions,
  options: OpenOptions,
  use: (opened: StableAudio) => Promise<Result>,
): Promise<Result> {
  const changed = await goldenCheckpoint(name, change)
  try {
    const opened = await StableAudio.open(changed.folder, { threads: 2, ...options })
    try {
      return await use(opened)
    } finally {
      await opened.close()
    }
  } finally {
    changed.dispose()
  }
}

test('peaks are held under full scale without cutting unless the published clamp is asked for', async () => {
  const loudKey = 'pretransform.model.decoder.layers.3.mapping.weight_g'
  const gain = (key: string) => (key === loudKey ? 10 : 1)
  await withCheckpoint('small', { gain }, {}, async (loud) => {
    const leftOf = async (change: Partial<GenerateRequest>) =>
      (await itemsOf(loud, { ...SHORT, ...change }))[0].audio.left
    const peakOf = (samples: Float32Array) => samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0)
    const [clamped, limited] = [await leftOf({ peaks: 'clamp' }), await leftOf({})]
    expect(peakOf(clamped)).toBe(1)
    expect(peakOf(limited)).toBeLessThan(0.978)
    expect(peakOf(limited)).toBeGreaterThan(0.5)
    expect(relativeError(limited, clamped)).toBeGreaterThan(0.01)
  })
})

test('guidance acts between the noise levels of its interval alone', async () => {
  const guided = (interval: readonly [number, number]) => latentsOf(model, { guidance: { scale: 4, interval } })
  const without = await latentsOf(model, {})
  expect(await guided([0, 0])).toEqual(without)
  const [whole, high] = [await guided([0, 1]), await guided([0.9, 1])]
  expect(relativeError(high, without)).toBeGreaterThan(1e-3)
  expect(relativeError(high, whole)).toBeGreaterThan(1e-3)
})

test('an empty negative prompt is a prompt, and without guidance none is read', async () => {
  const made = (negativePrompt: string | undefined, scale: number) =>
    eventsOf(model, { ...SHORT, items: [{ prompt: 'rain', seed: 5, negativePrompt }], guidance: { scale } })
  const latents = async (negativePrompt: string | undefined, scale: number) => {
    const [item] = (await made(negativePrompt, scale)).filter((event) => event.type === 'generated')
    return item.latents
  }
  const [none, empty, words] = [await latents(undefined, 4), await latents('', 4), await latents('harsh noise', 4)]
  expect(relativeError(empty, none)).toBeGreaterThan(1e-4)
  expect(relativeError(empty, words)).toBeGreaterThan(1e-4)
  expect(await latents('harsh noise', 1)).toEqual(await latents(undefined, 1))
})

test('with the noise of the codec a clip is encoded anew each time, and what is kept of clips stays without it', async () => {
  // The encoder of small has no noise of its own.
  await withCheckpoint('medium', {}, {}, async (medium) => {
    const request = { ...SHORT, initAudio: { audio: CLIP, noiseLevel: 0.3, cacheKey: 'noisy' } }
    const withNoise = { ...request, codecNoise: true }
    const quiet = await latentsOf(medium, request)
    expect(stagesOf(await eventsOf(medium, withNoise))).toContain('encode')
    expect(await latentsOf(medium, request)).toEqual(quiet)
    const before = { ...withNoise, initAudio: { ...request.initAudio, cacheKey: 'noise first' } }
    expect(relativeError(await latentsOf(medium, before), quiet)).toBeGreaterThan(1e-6)
    expect(await latentsOf(medium, { ...before, codecNoise: false })).toEqual(quiet)
  })
})

test('one name for clips of two lengths does not mix them up', async () => {
  const named = (samples: number): GenerateRequest => ({
    ...SHORT,
    initAudio: {
      audio: { left: CLIP.left.slice(0, samples), right: CLIP.right.slice(0, samples) },
      ...{ noiseLevel: 0.3, cacheKey: 'one name' },
    },
  })
  await eventsOf(model, named(44_100))
  expect(stagesOf(await eventsOf(model, named(22_050)))).toContain('encode')
  expect(stagesOf(await eventsOf(model, named(44_100)))).not.toContain('encode')
})

test('bending the logits of the text encoder is asked for when a checkpoint is opened', async () => {
  // Logits of tens, as trained ones are; those of the tiny checkpoint are near 0, where the bend is straight.
  const gain = (key: string) => (key.endsWith('self_attn.q_proj.weight') ? 100 : 1)
  // More than one token: the softmax of a single logit is 1 whatever becomes of it.
  const items = [{ prompt: 'rain', seed: 7 }]
  const made = (textSoftcap: boolean) =>
    withCheckpoint('small', { gain }, { textSoftcap }, (opened) => latentsOf(opened, { items }))
  expect(relativeError(await made(true), await made(false))).toBeGreaterThan(1e-3)
})

test.each([
  [{ precision: 'fp64' as 'fp32' }, /precision is "fp64"; it must be one of fp32, int8/],
  [{ provider: 'gpu' as 'cpu' }, /provider is "gpu"; it must be one of cpu/],
  [{ threads: 0 }, /threads is 0; it must be a whole number of 1 or more/],
  [{ threads: 1.5 }, /threads is 1\.5/],
  [{ memoryBudgetBytes: 0 }, /memoryBudgetBytes is 0; it must be more than 0/],
  [{ memoryBudgetBytes: Number.NaN }, /memoryBudgetBytes is NaN/],
])('%o is refused before a file is opened', async (options, sentence) => {
  await expect(StableAudio.open('/nowhere', options)).rejects.toMatchObject({
    code: 'option_out_of_range',
    message: expect.stringMatching(sentence),
  })
})
