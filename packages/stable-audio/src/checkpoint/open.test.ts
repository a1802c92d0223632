import { cpSync, mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { relativeError } from '../testing/golden.test.fixture.ts'
import {
  type Golden,
  type GoldenCheckpoint,
  type GoldenCheckpointName,
  type GoldenCheckpointOptions,
  goldenCheckpoint,
  goldenWeights,
} from '../testing/golden-checkpoint.test.fixture.ts'
import { temporaryFolder } from '../testing/temporary-folder.test.fixture.ts'
import { type Checkpoint, type OpenCheckpointOptions, openCheckpoint } from './open.ts'

async function made(name: GoldenCheckpointName, options?: GoldenCheckpointOptions): Promise<GoldenCheckpoint> {
  const checkpoint = await goldenCheckpoint(name, options)
  onTestFinished(() => checkpoint.dispose())
  return checkpoint
}

async function opened(folder: string, options?: OpenCheckpointOptions): Promise<Checkpoint> {
  const checkpoint = await openCheckpoint(folder, options)
  onTestFinished(() => checkpoint.close())
  return checkpoint
}

const TO_QKV = 'model.model.transformer.layers.0.self_attn.to_qkv.weight'

const wantedWeights = ({ salt, shapes }: Golden): Float32Array => goldenWeights(salt, TO_QKV, shapes[TO_QKV])

test.each(['small', 'medium'] as const)('the tiny %s checkpoint opens with all that it is made of', async (name) => {
  const { folder, golden } = await made(name)
  const checkpoint = await opened(folder)
  expect(checkpoint).toMatchObject({ folder, name: basename(folder), storage: 'f32' })
  expect(checkpoint.config).toMatchObject({ objective: 'rf_denoiser', dit: { width: 128, depth: 3, memoryTokens: 8 } })
  expect(checkpoint.textEncoder.config).toMatchObject({ layers: 2, heads: 2, vocabulary: 548 })
  expect(checkpoint.tokenizerFolder).toBe(join(folder, 't5gemma-b-b-ul2'))
  const shapes = Object.keys(golden.shapes).map((key) => [key, checkpoint.tensors.get(key).shape])
  expect(Object.fromEntries(shapes)).toEqual(golden.shapes)
  expect(relativeError(checkpoint.tensors.readFloat32(TO_QKV), wantedWeights(golden))).toBe(0)
  expect(checkpoint.textEncoder.tensors.has('model.encoder.norm.weight')).toBe(true)
})

// The figures are half a step of the formats: 2^-12 of fp16's 11 bits, 2^-9 of bf16's 8, at worst; RMS is about half.
test.each([
  ['f16', 3e-4],
  ['bf16', 2.4e-3],
] as const)(
  'a checkpoint stored as %s, with its tensors in another order, holds the same weights',
  async (storage, most) => {
    const { folder, golden } = await made('small', { storage, order: 'reversed' })
    const checkpoint = await opened(folder)
    expect(checkpoint.storage).toBe(storage)
    expect(relativeError(checkpoint.tensors.readFloat32(TO_QKV), wantedWeights(golden))).toBeLessThan(most)
  },
)

test('tensors that nobody asks for do no harm, and wrapped keys are found', async () => {
  const { folder, golden } = await made('small', {
    extra: { 'training.step': [1], 'model.model.transformer.layers.0.extra.weight': [2, 2] },
    rename: (key) => key.replace('to_qkv.weight', 'to_qkv.wrapper.weight'),
  })
  const { tensors } = await opened(folder)
  expect(tensors.get(TO_QKV).name).toBe(TO_QKV.replace('to_qkv', 'to_qkv.wrapper'))
  expect(relativeError(tensors.readFloat32(TO_QKV), wantedWeights(golden))).toBe(0)
})

test('a missing tensor is named, of either file', async () => {
  const missing = (key: string) =>
    expect.objectContaining({ code: 'tensor_missing', message: expect.stringContaining(key) })
  const norm = 'model.encoder.layers.1.pre_feedforward_layernorm.weight'
  const model = await made('medium', { omit: [TO_QKV] })
  await expect(openCheckpoint(model.folder)).rejects.toEqual(missing(TO_QKV))
  const text = await made('small', { omit: [norm] })
  await expect(openCheckpoint(text.folder)).rejects.toEqual(missing(norm))
})

test('a tensor of another shape is named with what was wanted', async () => {
  const { folder } = await made('small', { extra: { [TO_QKV]: [384, 64] } })
  await expect(openCheckpoint(folder)).rejects.toMatchObject({
    code: 'tensor_misshapen',
    message: expect.stringContaining(`${TO_QKV} is [384,64] instead of [384,128]`),
  })
})

test.each([
  'model.safetensors',
  'model_config.json',
  't5gemma-b-b-ul2/model.safetensors',
  't5gemma-b-b-ul2/config.json',
  't5gemma-b-b-ul2/tokenizer.json',
])('without %s the checkpoint is not found, and the error says how to get it', async (name) => {
  const { folder } = await made('small')
  rmSync(join(folder, name))
  await expect(openCheckpoint(folder)).rejects.toMatchObject({
    code: 'checkpoint_not_found',
    message: expect.stringMatching(new RegExp(`${name.replaceAll('.', '\\.')} is not there.*retimbre pull`)),
  })
})

test('a configuration that is not JSON, or that makes another kind of audio, is refused', async () => {
  const { folder } = await made('small')
  const config = join(folder, 'model_config.json')
  const unsupported = (why: RegExp) => ({ code: 'checkpoint_unsupported', message: expect.stringMatching(why) })
  writeFileSync(config, '{')
  await expect(openCheckpoint(folder)).rejects.toMatchObject(unsupported(/model_config\.json is not JSON/))
  writeFileSync(config, JSON.stringify({ sample_rate: 16_000 }))
  await expect(openCheckpoint(folder)).rejects.toMatchObject(unsupported(/2 channels at 16000 Hz/))
})

test('the configuration may say nothing at all', async () => {
  const { folder } = await made('medium')
  writeFileSync(join(folder, 'model_config.json'), '{}')
  writeFileSync(join(folder, 't5gemma-b-b-ul2', 'config.json'), '{}')
  const { config, textEncoder } = await opened(folder)
  expect(config.dit).toMatchObject({ width: 128, depth: 3, heads: 2, differential: true })
  expect(config.codec).toMatchObject({ attention: 'sliding-window', decoder: { depth: 4 } })
  expect(textEncoder.config).toMatchObject({ layers: 2, width: 768, heads: 2 })
})

test('the text encoder may lie in another folder', async () => {
  const { folder } = await made('small')
  const elsewhere = join(temporaryFolder(), 'text')
  renameSync(join(folder, 't5gemma-b-b-ul2'), elsewhere)
  await expect(openCheckpoint(folder)).rejects.toMatchObject({ code: 'checkpoint_not_found' })
  expect((await opened(folder, { textEncoderFolder: elsewhere })).tokenizerFolder).toBe(elsewhere)
})

test('a snapshot of a Hugging Face cache is known by its repository, and its links are followed', async () => {
  const { folder } = await made('small')
  const repository = join(temporaryFolder(), 'models--stabilityai--stable-audio-3-small-music')
  const snapshot = join(repository, 'snapshots', '0fef1392')
  mkdirSync(join(snapshot), { recursive: true })
  cpSync(join(folder, 'model_config.json'), join(snapshot, 'model_config.json'))
  for (const name of ['model.safetensors', 't5gemma-b-b-ul2']) symlinkSync(join(folder, name), join(snapshot, name))
  const checkpoint = await opened(snapshot)
  expect(checkpoint.name).toBe('stable-audio-3-small-music')
  expect(checkpoint.tensors.get(TO_QKV).path).toBe(join(folder, 'model.safetensors'))
  expect((await opened(snapshot, { name: 'mine' })).name).toBe('mine')
})

test('the identity is the same for the same files, wherever they lie, and another when one of them changes', async () => {
  const { folder } = await made('small')
  const identity = async () => (await opened(folder)).identity
  const first = await identity()
  expect(first).toMatch(/^[0-9a-f]{64}$/)
  expect(await identity()).toBe(first)
  const seen = new Set([first])
  const changes = [
    () => utimesSync(join(folder, 'model.safetensors'), 1, 1),
    () => utimesSync(join(folder, 't5gemma-b-b-ul2', 'model.safetensors'), 1, 1),
    () => writeFileSync(join(folder, 'model_config.json'), '{}'),
    () => writeFileSync(join(folder, 't5gemma-b-b-ul2', 'config.json'), '{}'),
    () => writeFileSync(join(folder, 't5gemma-b-b-ul2', 'tokenizer.json'), '{}'),
  ]
  for (const change of changes) {
    change()
    seen.add(await identity())
  }
  expect(seen.size).toBe(1 + changes.length)
})

test('a tokenizer that is far too large is said to be so', async () => {
  const { folder } = await made('small')
  const path = join(folder, 't5gemma-b-b-ul2', 'tokenizer.json')
  // A hole: it has a size, and no bytes on the disk.
  truncateSync(path, 2 ** 28 + 1)
  await expect(openCheckpoint(folder)).rejects.toMatchObject({
    code: 'checkpoint_unsupported',
    message: expect.stringContaining('tokenizer.json has 268435457 bytes'),
  })
})
