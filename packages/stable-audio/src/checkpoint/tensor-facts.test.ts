import { afterAll, beforeAll, expect, test } from 'vitest'
import { type GoldenCheckpoint, goldenCheckpoint } from '../testing/golden-checkpoint.test.fixture.ts'
import { lookUpLikeLoader } from './key-lookup.ts'
import { describeCheckpoint, readModelConfig } from './model-config.ts'
import { openSafetensors, type SafetensorsFile } from './safetensors.ts'
import { mostCommon, tensorFacts } from './tensor-facts.ts'
import type { TensorSource } from './tensor-source.ts'
import { readTextEncoderConfig } from './text-encoder-config.ts'

const made: GoldenCheckpoint[] = []
const open: SafetensorsFile[] = []

const opened = (path: string): TensorSource => {
  const file = openSafetensors(path)
  open.push(file)
  return lookUpLikeLoader(file)
}

let small: TensorSource
let medium: TensorSource
let wrapped: TensorSource
let text: TensorSource

beforeAll(async () => {
  const rename = (key: string) => key.replace('transformer.', 'transformer.wrapper.')
  const damaged = {
    omit: ['model.model.transformer.layers.1.pre_norm.gamma', 'model.model.transformer.layers.2.ff_norm.gamma'],
    extra: { 'model.model.transformer.project_in.weight': [100, 256] },
    order: 'reversed',
  } as const
  made.push(await goldenCheckpoint('small', { rename }))
  made.push(await goldenCheckpoint('medium', damaged))
  made.push(await goldenCheckpoint('small'))
  wrapped = opened(`${made[0].folder}/model.safetensors`)
  medium = opened(`${made[1].folder}/model.safetensors`)
  small = opened(`${made[2].folder}/model.safetensors`)
  text = opened(`${made[2].folder}/t5gemma-b-b-ul2/model.safetensors`)
})

afterAll(() => {
  for (const file of open) file.close()
  for (const checkpoint of made) checkpoint.dispose()
})

const STACK = { width: 128, depth: 4, feedForward: 384 }
const DIT = {
  ...{ width: 128, depth: 3, memoryTokens: 8, latentChannels: 256, feedForward: 512 },
  ...{ contextChannels: 768, globalChannels: 768, localChannels: 257 },
}

test('tensors tell the sizes of every module', () => {
  expect(tensorFacts(small)).toEqual({
    patchChannels: 512,
    dit: { ...DIT, differential: false },
    encoder: { ...STACK, mappingKernel: 1 },
    decoder: { ...STACK, mappingKernel: 3 },
  })
})

test('tensors under keys with a component too many tell the same', () => {
  expect(tensorFacts(wrapped)).toEqual(tensorFacts(small))
})

test('missing tensors and one of a wrong shape do not mislead', () => {
  expect(tensorFacts(medium)).toEqual({
    patchChannels: 512,
    dit: { ...DIT, differential: true },
    encoder: { ...STACK, mappingKernel: 1 },
    decoder: { ...STACK, mappingKernel: 1 },
  })
})

test('an empty file tells nothing, and the configuration stands', () => {
  const nothing: TensorSource = { ...small, has: () => false }
  expect(describeCheckpoint({}, nothing)).toEqual(readModelConfig({}))
})

test('with no configuration at all the tensors tell which codec and which transformer it is', () => {
  const read = describeCheckpoint({}, medium)
  expect(read.dit).toMatchObject({ width: 128, heads: 2, depth: 3, differential: true })
  expect(read.codec.attention).toBe('sliding-window')
  expect(read.codec.encoder).toEqual({ ...STACK, heads: 2, maskNoise: 0.001 })
  expect(describeCheckpoint({}, small).codec.attention).toBe('chunked-midpoint')
})

test('a configuration that contradicts the tensors loses', () => {
  const config = { embed_dim: 4096, depth: 7, num_heads: 3, num_memory_tokens: 1, attn_kwargs: { differential: true } }
  const stack = { config: { channels: 64, c_mults: [9], transformer_depths: [2], conv_mapping: false } }
  const json = { model: { diffusion: { config }, pretransform: { config: { encoder: stack, decoder: stack } } } }
  const { dit, codec, audioChannels } = describeCheckpoint({ ...json, audio_channels: 1 }, small)
  expect(audioChannels).toBe(2)
  expect(dit).toEqual({ ...DIT, heads: 2, differential: false })
  expect(codec.decoder).toMatchObject({ width: 128, depth: 4, heads: 2, mappingKernel: 3 })
})

test('the text encoder is described by its tensors', () => {
  const stated = { num_hidden_layers: 9, hidden_size: 9, intermediate_size: 9, num_attention_heads: 9, vocab_size: 9 }
  expect(readTextEncoderConfig({ encoder: stated }, text)).toMatchObject({
    ...{ layers: 2, width: 768, heads: 2, headChannels: 64, feedForward: 256, vocabulary: 548 },
  })
})

test('the most common value wins, the first of equals, and absent ones have no vote', () => {
  expect(mostCommon([1, 2, 2, 3])).toBe(2)
  expect(mostCommon([3, 1, 1, 3])).toBe(3)
  expect(mostCommon([undefined, undefined, 4])).toBe(4)
  expect(mostCommon([])).toBeUndefined()
})
