import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { goldenFixtureFolder } from '../testing/golden-checkpoint.test.fixture.ts'
import { type ModelConfig, readModelConfig } from './model-config.ts'

const readJson = (path: string | URL): unknown => JSON.parse(readFileSync(path, 'utf8'))

const published = (name: string): unknown =>
  readJson(new URL(`../../fixtures/model-configs/stable-audio-3-${name}.json`, import.meta.url))

const SHARED = {
  sampleRateHz: 44_100,
  audioChannels: 2,
  latentChannels: 256,
  samplesPerLatent: 4096,
  alignLatents: 2,
  prompt: { subfolder: 't5gemma-b-b-ul2' },
  seconds: { min: 0, max: 384 },
  inferenceShift: { type: 'logsnr', rate: 0 },
}
const CONDITIONING = { latentChannels: 256, contextChannels: 768, globalChannels: 768, localChannels: 257 }
const CODEC = { latentChannels: 256, patchSize: 256, stride: 16, chunkLatents: 2 }
const SAME_S = { width: 768, depth: 6, heads: 12, feedForward: 2304 }
const SAME_L = { width: 1536, depth: 12, heads: 24, feedForward: 4608 }

const SMALL = {
  ...SHARED,
  objective: 'rf_denoiser',
  sampleSize: 5_292_032,
  dit: { ...CONDITIONING, width: 1024, depth: 20, heads: 16, memoryTokens: 64, differential: false, feedForward: 4096 },
  codec: {
    ...CODEC,
    attention: 'chunked-midpoint',
    encoder: { ...SAME_S, maskNoise: 0 },
    decoder: { ...SAME_S, maskNoise: 0.01, firstSinusoidalBlock: undefined, mappingKernel: 3 },
  },
} satisfies Omit<ModelConfig, 'inferenceShift'> & { inferenceShift: unknown }

const MEDIUM = {
  ...SHARED,
  objective: 'rf_denoiser',
  sampleSize: 16_777_216,
  dit: { ...CONDITIONING, width: 1536, depth: 24, heads: 24, memoryTokens: 64, differential: true, feedForward: 6144 },
  codec: {
    ...CODEC,
    attention: 'sliding-window',
    encoder: { ...SAME_L, maskNoise: 0.001 },
    decoder: { ...SAME_L, maskNoise: 0.1, firstSinusoidalBlock: 5, mappingKernel: 1 },
  },
}

test.each([
  ['small-music', SMALL],
  ['small-sfx', SMALL],
  ['small-music-base', { ...SMALL, objective: 'rectified_flow', sampleSize: 5_324_800 }],
  ['small-sfx-base', { ...SMALL, objective: 'rectified_flow', sampleSize: 5_324_800 }],
  ['medium', MEDIUM],
  ['medium-base', { ...MEDIUM, objective: 'rectified_flow' }],
])('the configuration of %s is read right', (name, expected) => {
  expect(readModelConfig(published(name))).toEqual(expected)
})

test('the configurations of the reference, small of every kind, are read right', () => {
  const tiny = { width: 128, depth: 4, heads: 2, feedForward: 384 }
  const dit = { ...CONDITIONING, width: 128, depth: 3, heads: 2, memoryTokens: 8, feedForward: 512 }
  const read = (name: 'small' | 'medium') =>
    readModelConfig(readJson(join(goldenFixtureFolder(name), 'model_config.json')))
  expect(read('small')).toEqual({
    ...SMALL,
    sampleSize: 1_638_400,
    dit: { ...dit, differential: false },
    codec: {
      ...SMALL.codec,
      encoder: { ...SMALL.codec.encoder, ...tiny },
      decoder: { ...SMALL.codec.decoder, ...tiny },
    },
  })
  expect(read('medium')).toEqual({
    ...MEDIUM,
    sampleSize: 1_638_400,
    dit: { ...dit, differential: true },
    codec: {
      ...MEDIUM.codec,
      encoder: { ...MEDIUM.codec.encoder, ...tiny },
      decoder: { ...MEDIUM.codec.decoder, ...tiny, firstSinusoidalBlock: 3 },
    },
  })
})

test.each([[undefined], [null], [{}], [[]], [{ model: 3 }], ['text']])(
  'a configuration that says nothing, %j, is that of the small model',
  (json) => {
    expect(readModelConfig(json)).toEqual(SMALL)
  },
)

test('one that says only that attention is differential is that of the medium model', () => {
  const json = { model: { diffusion: { config: { attn_kwargs: { differential: true } } } } }
  expect(readModelConfig(json)).toEqual(MEDIUM)
})

/** Every path of a JSON value at which something other than an object or a list stands. */
function leafPaths(json: unknown, prefix: readonly string[] = []): string[][] {
  if (typeof json !== 'object' || json === null) return [[...prefix]]
  return Object.entries(json).flatMap(([key, value]) => leafPaths(value, [...prefix, key]))
}

function without(json: unknown, paths: readonly (readonly string[])[]): unknown {
  const copy = structuredClone(json)
  for (const path of paths) {
    let parent = copy as Record<string, unknown>
    for (const key of path.slice(0, -1)) parent = parent[key] as Record<string, unknown>
    delete parent[path.at(-1) as string]
  }
  return copy
}

test.each([
  ['small-music', SMALL],
  ['medium', MEDIUM],
] as const)('any key of the configuration of %s may be absent, and any several', (name, expected) => {
  const json = published(name)
  // What tells the two families apart; with none of them left there is nothing to go by but the tensors.
  const isTelling = (path: readonly string[]) =>
    path.includes('differential') || path.includes('sliding_window') || path.includes('id')
  const paths = leafPaths(json).filter((path) => !isTelling(path))
  for (const path of paths) expect(readModelConfig(without(json, [path])), path.join('.')).toEqual(expected)
  fc.assert(
    fc.property(fc.subarray(paths), (absent) => {
      expect(readModelConfig(without(json, absent))).toEqual(expected)
    }),
    { numRuns: 50 },
  )
})

test.each([
  ['diffusion_objective', { model: { diffusion: { diffusion_objective: 'v' } } }],
  ['global_cond_type', { model: { diffusion: { config: { global_cond_type: 'prepend' } } } }],
  ['timestep_features_type', { model: { diffusion: { config: { timestep_features_type: 'learned' } } } }],
  ['timestep_features_logsnr', { model: { diffusion: { config: { timestep_features_logsnr: true } } } }],
  ['padding_mode', { model: { conditioning: { configs: [{ id: 'prompt', config: { padding_mode: 'zero' } }] } } }],
  ['width of 100', { model: { diffusion: { config: { embed_dim: 100 } } } }],
])('a model that is computed differently is refused by name: %s', (name, json) => {
  expect(() => readModelConfig(json)).toThrow(
    expect.objectContaining({ code: 'checkpoint_unsupported', message: expect.stringContaining(name) }),
  )
})

test.each([
  ['depth of the transformer', { diffusion: { config: { depth: 2e9 } } }],
  ['memoryTokens of the transformer', { diffusion: { config: { num_memory_tokens: 2e9 } } }],
  ['width of the transformer', { diffusion: { config: { embed_dim: 2 ** 30 } } }],
  ['depth of the codec', { pretransform: { config: { decoder: { config: { transformer_depths: [2e9] } } } } }],
  ['latents of a chunk', { pretransform: { config: { encoder: { config: { chunk_size: 544 * 16 } } } } }],
])('a configuration that would fill the memory is refused: %s', (name, model) => {
  expect(() => readModelConfig({ model })).toThrow(
    expect.objectContaining({ code: 'checkpoint_unsupported', message: expect.stringContaining(name) }),
  )
})

test.each(['../secrets', '/etc', 'a/b', '..', '', 'a\\b'])(
  'the folder of the text encoder cannot be %j',
  (subfolder) => {
    const json = { model: { conditioning: { configs: [{ id: 'prompt', config: { subfolder } }] } } }
    expect(readModelConfig(json).prompt.subfolder).toBe('t5gemma-b-b-ul2')
  },
)

test('another number of prompt rows than 256 is another model', () => {
  const json = { model: { conditioning: { configs: [{ id: 'prompt', config: { max_length: 64 } }] } } }
  const refused = expect.objectContaining({ code: 'checkpoint_unsupported', message: expect.stringContaining('is 64') })
  expect(() => readModelConfig(json)).toThrow(refused)
})

test('conditioners are found by their names, and told ranges are kept', () => {
  const configs = [
    { id: 'seconds_total', config: { min_val: 1, max_val: 100 } },
    { id: 'prompt', config: { max_length: 256, subfolder: 'encoder' } },
  ]
  const { prompt, seconds } = readModelConfig({ model: { conditioning: { configs } } })
  expect(prompt).toEqual({ subfolder: 'encoder' })
  expect(seconds).toEqual({ min: 1, max: 100 })
})

test.each([
  [undefined, { type: 'logsnr', rate: 0 }],
  [{ type: 'none' }, { type: 'none' }],
  [
    { type: 'logsnr', rate: 1 },
    { type: 'logsnr', rate: 1 },
  ],
  [
    { type: 'flux', alpha_max: 4 },
    { type: 'flux', minLength: 256, maxLength: 4096, alphaMin: 1, alphaMax: 4 },
  ],
  [
    { min_length: 128, use_sine: true },
    { type: 'full', minLength: 128, maxLength: 4096, baseShift: 0.5, maxShift: 1.15, useSine: true },
  ],
])('the shift of noise levels at inference, %j, is read', (options, expected) => {
  const json = { model: { diffusion: { sampling_distribution_shift_options: options } } }
  expect(readModelConfig(json).inferenceShift).toEqual(expected)
})

test('a shift that nobody knows is refused', () => {
  const json = { model: { diffusion: { sampling_distribution_shift_options: { type: 'spiral' } } } }
  expect(() => readModelConfig(json)).toThrow(/spiral/)
})

test('whatever JSON stands in the file, it is read', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      expect(readModelConfig(json).latentChannels).toBeGreaterThan(0)
    }),
  )
})
