import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Tokenizer } from '@huggingface/tokenizers'
import { expect, onTestFinished, test } from 'vitest'
import { goldenCheckpoint, goldenFixtureFolder, goldenWeights } from '../testing/golden-checkpoint.test.fixture.ts'
import { temporaryFolder } from '../testing/temporary-folder.test.fixture.ts'
import { FULL_SIZE_MODEL_CONFIGS, FULL_SIZE_TEXT_ENCODER_CONFIG } from './full-size.ts'
import { checkpointLayout, textEncoderLayout } from './layout.ts'
import { readModelConfig } from './model-config.ts'
import { openCheckpoint } from './open.ts'
import { randomWeights } from './random-weights.ts'
import { openSafetensors } from './safetensors.ts'
import { type SyntheticCheckpointOptions, writeSyntheticCheckpoint } from './synthetic.ts'
import { sizeOfShape } from './tensor-source.ts'
import { readTextEncoderConfig } from './text-encoder-config.ts'

const readJson = (...path: string[]): unknown => JSON.parse(readFileSync(join(...path), 'utf8'))

const TINY = {
  modelConfig: readJson(goldenFixtureFolder('small'), 'model_config.json'),
  textEncoderConfig: readJson(goldenFixtureFolder('small'), 't5gemma-b-b-ul2', 'config.json'),
}

async function written(options: Partial<SyntheticCheckpointOptions> = {}): Promise<string> {
  const folder = temporaryFolder()
  await writeSyntheticCheckpoint(folder, { ...TINY, ...options })
  return folder
}

test('a random checkpoint opens, and comes out the same every time', async () => {
  const [first, second] = [await written(), await written()]
  const checkpoint = await openCheckpoint(first)
  onTestFinished(() => checkpoint.close())
  expect(checkpoint.config.dit.width).toBe(128)
  expect(checkpoint.storage).toBe('f32')
  expect(checkpoint.textEncoder.tensors.get('model.encoder.norm.weight').storage).toBe('bf16')
  for (const name of ['model.safetensors', 't5gemma-b-b-ul2/model.safetensors']) {
    expect(readFileSync(join(first, name)).equals(readFileSync(join(second, name)))).toBe(true)
  }
})

test('with the weights of the reference it is, byte by byte, the checkpoint of the reference', async () => {
  const golden = await goldenCheckpoint('small')
  onTestFinished(() => golden.dispose())
  const folder = await written({
    fill: (key, shape) => goldenWeights(golden.golden.salt, key, shape),
    tokenizerFolder: join(golden.folder, 't5gemma-b-b-ul2'),
    textEncoderStorage: 'f32',
  })
  const same = (name: string) => readFileSync(join(folder, name)).equals(readFileSync(join(golden.folder, name)))
  expect(same('model.safetensors')).toBe(true)
  expect(same('t5gemma-b-b-ul2/tokenizer.json')).toBe(true)
})

test('random weights keep to their ranges, with the variance of a uniform', () => {
  let [count, power, peak] = [0, 0, 0]
  for (const piece of randomWeights('model.model.transformer.project_in.weight', [1100, 1024])) {
    count += piece.length
    for (const value of piece) {
      power += value * value
      peak = Math.max(peak, Math.abs(value))
    }
  }
  expect(count).toBe(1100 * 1024)
  expect(peak).toBeLessThanOrEqual(Math.sqrt(3 / 1024))
  // One over the inner size: a layer's output has the variance of its input.
  expect((power / count) * 1024).toBeCloseTo(1, 2)
  const [gains] = randomWeights('model.model.transformer.layers.0.pre_norm.gamma', [64])
  for (const gain of gains) expect(Math.abs(gain - 1)).toBeLessThanOrEqual(0.1)
  expect([...randomWeights('a.rope.inv_freq', [16])].map((piece) => piece[4])).toEqual([Math.fround(0.1)])
  expect([...randomWeights('bottleneck.noise_scaling_factor', [1, 0, 1])]).toEqual([])
})

test('storage, order, extra and missing tensors are as asked for', async () => {
  const folder = await written({
    storage: 'f16',
    textEncoderStorage: 'f16',
    order: 'reversed',
    extra: { 'training.step': [1] },
    omit: ['model.model.preprocess_conv.weight', 'model.encoder.norm.weight'],
  })
  const model = openSafetensors(join(folder, 'model.safetensors'))
  const text = openSafetensors(join(folder, 't5gemma-b-b-ul2', 'model.safetensors'))
  onTestFinished(() => {
    model.close()
    text.close()
  })
  const layout = checkpointLayout(readModelConfig(TINY.modelConfig))
  const expected = [...layout.keys()].filter((key) => key !== 'model.model.preprocess_conv.weight').toReversed()
  expect([...model.tensors.keys()]).toEqual(['training.step', ...expected])
  expect(text.has('model.encoder.norm.weight')).toBe(false)
  expect(new Set([...model.tensors.values(), ...text.tensors.values()].map(({ storage }) => storage))).toEqual(
    new Set(['f16']),
  )
})

test('a checkpoint is run from text: its tokenizer reads words byte for byte or letter for letter', async () => {
  const folder = join(await written(), 't5gemma-b-b-ul2')
  const tokenizer = new Tokenizer(
    readJson(folder, 'tokenizer.json') as object,
    readJson(folder, 'tokenizer_config.json') as object,
  )
  const { ids } = tokenizer.encode('Lo é')
  const letter = (character: string) => 4 + 256 + character.charCodeAt(0) - 0x21
  expect(ids).toEqual([letter('L'), letter('o'), 4 + 256 + 94, 4 + 0xc3, 4 + 0xa9])
})

test('a text encoder with too few rows for the tokenizer is refused', async () => {
  const textEncoderConfig = { encoder: { vocab_size: 300, num_hidden_layers: 1, intermediate_size: 8 } }
  await expect(written({ textEncoderConfig })).rejects.toMatchObject({ code: 'option_out_of_range' })
})

test('progress rises to the bytes of both files', async () => {
  const seen: [number, number][] = []
  const folder = await written({ progress: (...progress) => seen.push(progress) })
  const rising = seen.every(([bytes], index) => index === 0 || bytes > seen[index - 1][0])
  expect(rising).toBe(true)
  const [bytes, total] = seen.at(-1) ?? []
  expect(bytes).toBe(total)
  const onDisk = ['model.safetensors', 't5gemma-b-b-ul2/model.safetensors']
    .map((name) => statSync(join(folder, name)).size)
    .reduce((sum, size) => sum + size, 0)
  expect(onDisk - (total ?? 0)).toBeGreaterThan(0)
  expect(onDisk - (total ?? 0)).toBeLessThan(100_000)
})

test('the full sizes are those of the published models', () => {
  const publishedConfig = (name: string) =>
    readModelConfig(readJson(goldenFixtureFolder('small'), '..', 'model-configs', `stable-audio-3-${name}.json`))
  expect(readModelConfig(FULL_SIZE_MODEL_CONFIGS.small)).toEqual(publishedConfig('small-music'))
  expect(readModelConfig(FULL_SIZE_MODEL_CONFIGS.medium)).toEqual(publishedConfig('medium'))
  const text = textEncoderLayout(readTextEncoderConfig(FULL_SIZE_TEXT_ENCODER_CONFIG))
  expect([...text.values()].reduce((sum, shape) => sum + sizeOfShape(shape), 0)).toBe(281_580_288)
})
