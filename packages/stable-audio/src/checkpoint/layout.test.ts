import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { GOLDEN_CHECKPOINTS, goldenFixtureFolder, readGolden } from '../testing/golden-checkpoint.test.fixture.ts'
import { checkpointLayout, type Layout, textEncoderLayout } from './layout.ts'
import { checkLayout } from './layout-check.ts'
import { readModelConfig } from './model-config.ts'
import { sizeOfShape, type TensorSource } from './tensor-source.ts'
import { readTextEncoderConfig } from './text-encoder-config.ts'

const readJson = (...path: string[]): unknown => JSON.parse(readFileSync(join(...path), 'utf8'))

const published = (name: string): unknown =>
  readJson(goldenFixtureFolder('small'), '..', 'model-configs', `stable-audio-3-${name}.json`)

const parametersOf = (layout: Layout, prefix: string): number =>
  [...layout].filter(([key]) => key.startsWith(prefix)).reduce((sum, [, shape]) => sum + sizeOfShape(shape), 0)

test.each(GOLDEN_CHECKPOINTS)('the layout of the tiny %s checkpoint is the reference’s, in order too', (name) => {
  const golden = readGolden(name)
  const config = readModelConfig(readJson(goldenFixtureFolder(name), 'model_config.json'))
  expect([...checkpointLayout(config)]).toEqual(Object.entries(golden.shapes))
  const text = readTextEncoderConfig(readJson(goldenFixtureFolder(name), 't5gemma-b-b-ul2', 'config.json'))
  const layout = textEncoderLayout(text)
  expect(Object.fromEntries(layout)).toEqual(golden.text_encoder_shapes)
})

test('the layouts of the published models have as many tensors and numbers as their files', () => {
  const small = checkpointLayout(readModelConfig(published('small-music')))
  expect(small.size).toBe(685)
  // The data section of the published file, all of it fp32.
  expect(4 * [...small.values()].reduce((sum, shape) => sum + sizeOfShape(shape), 0)).toBe(2_270_295_044)
  expect(parametersOf(small, 'model.model.')).toBe(459_130_896)
  expect(parametersOf(small, 'conditioner.')).toBe(198_144)
  const medium = checkpointLayout(readModelConfig(published('medium')))
  expect(parametersOf(medium, 'model.model.')).toBe(1_453_170_192)
  expect(parametersOf(medium, 'pretransform.model.encoder.')).toBe(426_063_856)
  expect(parametersOf(medium, 'pretransform.model.decoder.')).toBe(426_063_088)
  const text = textEncoderLayout(readTextEncoderConfig({}))
  expect(parametersOf(text, '')).toBe(281_580_288)
})

/** A source that has these shapes and no values. */
function shapesOnly(layout: Layout): TensorSource {
  const place = { storage: 'f32', path: '/model.safetensors', byteOffset: 0, byteLength: 0 } as const
  return {
    has: (key) => layout.has(key),
    get: (key) => ({ ...place, name: key, shape: layout.get(key) ?? [] }),
    readFloat32: () => new Float32Array(),
  }
}

const SMALL = checkpointLayout(readModelConfig({}))

const changed = (changes: Readonly<Record<string, readonly number[] | undefined>>): TensorSource => {
  const layout = new Map(SMALL)
  for (const [key, shape] of Object.entries(changes)) {
    if (shape === undefined) layout.delete(key)
    else layout.set(key, shape)
  }
  return shapesOnly(layout)
}

test('a whole checkpoint passes, with whatever else is in the file', () => {
  expect(() => checkLayout(SMALL, shapesOnly(SMALL))).not.toThrow()
  expect(() => checkLayout(SMALL, changed({ 'optimizer.step': [1] }))).not.toThrow()
})

test('a missing tensor is named, and of many missing ones five, with how many more', () => {
  const key = 'model.model.transformer.layers.3.ff_norm.gamma'
  expect(() => checkLayout(SMALL, changed({ [key]: undefined }))).toThrow(
    expect.objectContaining({ code: 'tensor_missing', message: expect.stringMatching(/asks for: model\S+gamma\.$/) }),
  )
  expect(() => checkLayout(SMALL, shapesOnly(new Map()))).toThrow(/(model\.model\.\S+, ){4}\S+ and 679 more/)
})

test('a tensor of another shape is named with both shapes', () => {
  const source = changed({ 'model.model.preprocess_conv.weight': [256, 256], 'conditioner.extra': [1] })
  expect(() => checkLayout(SMALL, source)).toThrow(
    expect.objectContaining({
      code: 'tensor_misshapen',
      message: expect.stringContaining('model.model.preprocess_conv.weight is [256,256] instead of [256,256,1]'),
    }),
  )
})

test('the one tensor without values may be absent', () => {
  expect(() =>
    checkLayout(SMALL, changed({ 'pretransform.model.bottleneck.noise_scaling_factor': undefined })),
  ).not.toThrow()
})
