import { mkdirSync, readdirSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { textEncoderLayout } from '../checkpoint/layout.ts'
import { openSafetensors } from '../checkpoint/safetensors.ts'
import { writeSafetensors } from '../checkpoint/safetensors-writer.ts'
import type { StorageType, TensorSource } from '../checkpoint/tensor-source.ts'
import { createSessionPool } from '../runtime/session-pool.ts'
import { filledTensor } from '../testing/golden.test.fixture.ts'
import { temporaryFolder } from '../testing/temporary-folder.test.fixture.ts'
import type { TextEncoderShape } from './shape.ts'
import { createTextEncoder } from './text-encoder.ts'
import { openWidenedEncoder } from './widened-encoder.ts'

const CONFIG: TextEncoderShape = {
  ...{ layers: 2, width: 32, feedForward: 64, heads: 2, headChannels: 16, vocabulary: 20 },
  ...{ epsilon: 1e-6, ropeTheta: 10_000, queryPreAttentionScalar: 16, softcap: 50 },
}
const MATRICES_A_LAYER = 7
const PREFIX = 'model.encoder.'

const pool = createSessionPool({ threads: 1, prepack: false, freeBetweenStages: false })
afterEach(() => pool.release())

async function encoderFile(storage: StorageType): Promise<TensorSource & { readonly path: string }> {
  const path = join(temporaryFolder(), 'encoder.safetensors')
  await writeSafetensors(
    path,
    [...textEncoderLayout(CONFIG)].map(([key, shape]) => ({
      ...{ key, shape, storage },
      values: () => [filledTensor(key, shape)],
    })),
  )
  return openSafetensors(path)
}

async function widened(tensors: TensorSource, folder: string): Promise<{ tensors: TensorSource; told: number }> {
  const opening = openWidenedEncoder({ tensors, config: CONFIG, folder })
  for (let told = 0; ; told += 1) {
    const next = await opening.next()
    if (next.done) return { tensors: next.value, told }
  }
}

async function rowsOf(tensors: TensorSource): Promise<Float32Array> {
  const encoder = createTextEncoder({ sessions: pool, tensors, config: CONFIG })
  const rows = await encoder.encode([3, 1, 4, 1, 5])
  await pool.release()
  return rows
}

test.each(['bf16', 'f16'] as const)('the rows of an encoder in %s are the same from its fp32 file', async (storage) => {
  const folder = join(temporaryFolder(), 'derived')
  const narrow = await encoderFile(storage)
  const { tensors, told } = await widened(narrow, folder)
  expect(told).toBe(CONFIG.layers * MATRICES_A_LAYER)
  const key = `${PREFIX}layers.1.mlp.down_proj.weight`
  expect(tensors.get(key)).toMatchObject({ storage: 'f32', shape: [32, 64] })
  expect(tensors.get(`${PREFIX}embed_tokens.weight`).storage).toBe(storage)
  expect(await rowsOf(tensors)).toEqual(await rowsOf(narrow))
})

test('the file is made once, and again when the encoder has changed or the file is half a file', async () => {
  const folder = temporaryFolder()
  const narrow = await encoderFile('bf16')
  await widened(narrow, folder)
  expect((await widened(narrow, folder)).told).toBe(0)
  const [name = ''] = readdirSync(folder)
  truncateSync(join(folder, name), 1000)
  const again = await widened(narrow, folder)
  expect(again.told).toBeGreaterThan(0)
  expect(await rowsOf(again.tensors)).toEqual(await rowsOf(narrow))
  expect((await widened(await encoderFile('bf16'), folder)).told).toBeGreaterThan(0)
  expect(readdirSync(folder)).toHaveLength(2)
})

test('an encoder in fp32 needs no file', async () => {
  const folder = temporaryFolder()
  const wide = await encoderFile('f32')
  expect(await widened(wide, folder)).toEqual({ tensors: wide, told: 0 })
  expect(readdirSync(folder)).toEqual([])
})

test('where no file can be written the encoder is used as it is', async () => {
  const occupied = join(temporaryFolder(), 'a file')
  writeFileSync(occupied, '')
  const narrow = await encoderFile('bf16')
  const { tensors } = await widened(narrow, join(occupied, 'below'))
  expect(await rowsOf(tensors)).toEqual(await rowsOf(narrow))
})

test('an abort and a listener that leaves end the writing, and leave nothing behind', async () => {
  const narrow = await encoderFile('bf16')
  const folder = join(temporaryFolder(), 'derived')
  mkdirSync(folder)
  const abort = new AbortController()
  const opening = openWidenedEncoder({ tensors: narrow, config: CONFIG, folder, signal: abort.signal })
  await opening.next()
  abort.abort(new Error('no longer wanted'))
  await expect(opening.next()).rejects.toThrow('no longer wanted')
  for await (const _ of openWidenedEncoder({ tensors: narrow, config: CONFIG, folder })) break
  expect(readdirSync(folder)).toEqual([])
})
