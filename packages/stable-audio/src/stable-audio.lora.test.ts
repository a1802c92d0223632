/** LoRAs through the public API: what they change, what is told of them, and how loading ends early. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenOptions } from './open-options.ts'
import { StableAudio } from './stable-audio.ts'
import { latentsOf } from './testing/generation.test.fixture.ts'
import { relativeError } from './testing/golden.test.fixture.ts'
import { type GoldenCheckpoint, goldenCheckpoint } from './testing/golden-checkpoint.test.fixture.ts'
import { adapterTensors, type WrittenTensor, writeLora } from './testing/lora.test.fixture.ts'

const LAYER = 'model.transformer.layers.0.ff.ff.0.proj'
const LAYER_SHAPE = [1024, 128] as const
const SECONDS = 'conditioners.seconds_total.embedder.embedding.1'

let checkpoint: GoldenCheckpoint
let plain: Float32Array
beforeAll(async () => {
  checkpoint = await goldenCheckpoint('small')
  plain = await withModel({}, (model) => latentsOf(model, {}))
})
afterAll(() => checkpoint.dispose())

async function withModel<Result>(options: OpenOptions, use: (opened: StableAudio) => Promise<Result>): Promise<Result> {
  const opened = await StableAudio.open(checkpoint.folder, { threads: 2, ...options })
  try {
    return await use(opened)
  } finally {
    await opened.close()
  }
}

const lora = async (name: string, tensors: Readonly<Record<string, WrittenTensor>>, config?: object) => ({
  name,
  path: await writeLora(checkpoint.folder, name, tensors, config),
})

const louder = (tensors: Readonly<Record<string, WrittenTensor>>, gain: number): Record<string, WrittenTensor> =>
  Object.fromEntries(
    Object.entries(tensors).map(([key, { shape, values }]) => [key, { shape, values: values.map((x) => x * gain) }]),
  )

test('a LoRA changes the result by its strength, and 0 is the checkpoint alone', async () => {
  const tape = await lora('tape', louder(adapterTensors(LAYER, 'lora', LAYER_SHAPE, 'tape'), 3))
  await withModel({ loras: [tape] }, async (adapted) => {
    const at = (strength: number) => latentsOf(adapted, { loraStrengths: { tape: strength } })
    expect(adapted.info).toMatchObject({ loras: ['tape'], warnings: [] })
    expect(relativeError(await at(0), plain)).toBeLessThan(1e-5)
    const [half, whole] = [await at(0.5), await at(1)]
    expect(relativeError(whole, plain)).toBeGreaterThan(1e-3)
    expect(relativeError(half, plain)).toBeLessThan(relativeError(whole, plain))
    expect(await latentsOf(adapted, {})).toEqual(whole)
  })
})

test('a LoRA on the duration reaches what is made, also when strengths change between generations', async () => {
  const longer = await lora('longer', louder(adapterTensors(SECONDS, 'lora', [768, 256], 'longer'), 3))
  await withModel({ loras: [longer] }, async (adapted) => {
    const at = (strength: number) => latentsOf(adapted, { loraStrengths: { longer: strength } })
    const whole = await at(1)
    expect(relativeError(whole, plain)).toBeGreaterThan(1e-4)
    expect(relativeError(await at(0), plain)).toBeLessThan(1e-5)
    expect(await at(1)).toEqual(whole)
  })
})

test('parts of a LoRA that fit nothing are told of', async () => {
  const other = adapterTensors('model.transformer.layers.99.ff.ff.0.proj', 'lora', LAYER_SHAPE, 'other')
  const half = await lora('half', { ...adapterTensors(LAYER, 'lora', LAYER_SHAPE, 'half'), ...other })
  await withModel({ loras: [half] }, async ({ info }) => {
    expect(info.warnings).toEqual([
      'the LoRA "half" changes 1 matrices; 1 of its layers or keys fit nothing in this checkpoint and are ignored',
    ])
  })
})

test('opening with LoRAs can be given up', async () => {
  const loras = [await lora('late', adapterTensors(LAYER, 'lora', LAYER_SHAPE, 'late'))]
  const signal = AbortSignal.abort(new Error('enough'))
  await expect(StableAudio.open(checkpoint.folder, { loras, signal })).rejects.toThrow('enough')
})
