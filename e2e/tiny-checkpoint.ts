import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeSyntheticCheckpoint } from '@retimbre/stable-audio'

const FIXTURES = fileURLToPath(new URL('../packages/stable-audio/fixtures', import.meta.url))
const TEXT_ENCODER = 't5gemma-b-b-ul2'

const json = (...path: readonly string[]): unknown => JSON.parse(readFileSync(join(FIXTURES, ...path), 'utf8'))

/** A checkpoint of the published layout, a few megabytes large, with made-up weights; renders up to 37 s. */
export async function writeTinyCheckpoint(folder: string, size: 'small' | 'medium'): Promise<string> {
  const fixture = `checkpoint-${size}`
  await writeSyntheticCheckpoint(folder, {
    modelConfig: json(fixture, 'model_config.json'),
    textEncoderConfig: json(fixture, TEXT_ENCODER, 'config.json'),
    tokenizerFolder: join(FIXTURES, fixture, TEXT_ENCODER),
  })
  return folder
}

const ADAPTED_LAYER = 'model.model.transformer.layers.0.self_attn.to_qkv'
const RANK = 2

/** A LoRA of one layer of a checkpoint, as the official trainer names its parts; strong enough to be heard. */
export function writeTinyLora(path: string, checkpoint: string): void {
  const [rows = 0, columns = 0] = shapeOf(join(checkpoint, 'model.safetensors'), `${ADAPTED_LAYER}.weight`)
  const wave = (count: number): Float32Array => Float32Array.from({ length: count }, (_, index) => Math.sin(index))
  const parts = [
    { key: 'lora_A', shape: [RANK, columns], values: wave(RANK * columns) },
    { key: 'lora_B', shape: [rows, RANK], values: wave(rows * RANK) },
  ]
  let offset = 0
  const entries = parts.map(({ key, shape, values }) => {
    const start = offset
    offset += values.byteLength
    const entry = { dtype: 'F32', shape, data_offsets: [start, offset] }
    return [`${ADAPTED_LAYER}.parametrizations.weight.0.${key}`, entry] as const
  })
  // The header of a .safetensors file: its length in 8 bytes, then JSON; the values of all tensors follow.
  const header = Buffer.from(JSON.stringify(Object.fromEntries(entries)))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(header.length))
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, Buffer.concat([length, header, ...parts.map(({ values }) => Buffer.from(values.buffer))]))
}

function shapeOf(safetensors: string, key: string): readonly number[] {
  const bytes = readFileSync(safetensors)
  const header = JSON.parse(bytes.toString('utf8', 8, 8 + Number(bytes.readBigUInt64LE()))) as {
    readonly [key: string]: { readonly shape: readonly number[] } | undefined
  }
  const shape = header[key]?.shape
  if (shape === undefined) throw new Error(`${safetensors} has no ${key}`)
  return shape
}
