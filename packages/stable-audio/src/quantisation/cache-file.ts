/**
 * The file of the int8 matrices: a .safetensors file, so that any tool can look into it, with the identity of the
 * checkpoint in its metadata. It appears under its name complete or not at all.
 *
 * For each part of a matrix: `KEY[from:to]` I8 [inputs, outputs] and `KEY[from:to].scales` F32 [outputs].
 */

import { closeSync, fstatSync, openSync, readSync, realpathSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { type WriteProgress, writeDerived } from '../checkpoint/derived-file.ts'
import type { FileRange } from '../graph/builder.ts'
import type { PlannedMatrix } from './matrix-plan.ts'
import type { QuantisedMatrix } from './quantise.ts'

interface CacheLayout {
  readonly header: Buffer
  /** From the start of the file. */
  readonly ranges: ReadonlyMap<string, { readonly byteOffset: number; readonly byteLength: number }>
  readonly sizeBytes: number
}

interface CacheEntry {
  readonly dtype: 'I8' | 'F32'
  readonly shape: readonly number[]
}

export const partName = (key: string, [from, to]: readonly [number, number]): string => `${key}[${from}:${to}]`
export const scalesName = (part: string): string => `${part}.scales`

/** Where everything lies in the file of this plan. The same plan and identity give the same header, byte for byte. */
export function cacheLayout(matrices: readonly PlannedMatrix[], identity: string): CacheLayout {
  const entries = new Map<string, CacheEntry>()
  // The scales first: 4 bytes each, they keep the matrices behind them aligned as long as widths are multiples of 4.
  const parts = matrices.flatMap(({ key, inputs, parts }) => parts.map((rows) => ({ key, inputs, rows })))
  for (const { key, rows } of parts) {
    entries.set(scalesName(partName(key, rows)), { dtype: 'F32', shape: [rows[1] - rows[0]] })
  }
  for (const { key, inputs, rows } of parts) {
    entries.set(partName(key, rows), { dtype: 'I8', shape: [inputs, rows[1] - rows[0]] })
  }
  return layOut(entries, identity)
}

function layOut(entries: ReadonlyMap<string, CacheEntry>, identity: string): CacheLayout {
  const described: Record<string, unknown> = { __metadata__: { format: 'retimbre int8', identity } }
  const offsets = new Map<string, readonly [number, number]>()
  let end = 0
  for (const [name, { dtype, shape }] of entries) {
    const from = end
    end += shape.reduce((product, size) => product * size, dtype === 'F32' ? 4 : 1)
    described[name] = { dtype, shape, data_offsets: [from, end] }
    offsets.set(name, [from, end])
  }
  const json = Buffer.from(JSON.stringify(described))
  // 64: data begins where a cache line does.
  const header = Buffer.alloc(Math.ceil((8 + json.length) / 64) * 64, ' ')
  header.writeBigUInt64LE(BigInt(header.length - 8))
  json.copy(header, 8)
  const ranges = new Map(
    [...offsets].map(([name, [from, to]]) => [name, { byteOffset: header.length + from, byteLength: to - from }]),
  )
  return { header, ranges, sizeBytes: header.length + end }
}

/** The complete file of this layout, or nothing: another header, another length and no file at all are the same. */
export function openCache(
  path: string,
  { header, ranges, sizeBytes }: CacheLayout,
): Map<string, FileRange> | undefined {
  let descriptor: number
  try {
    descriptor = openSync(path, 'r')
  } catch {
    return undefined
  }
  try {
    const present = Buffer.alloc(header.length)
    const read = readSync(descriptor, present, 0, present.length, 0)
    if (fstatSync(descriptor).size !== sizeBytes || read !== present.length || !present.equals(header)) return undefined
  } finally {
    closeSync(descriptor)
  }
  const real = realpathSync(path)
  return new Map([...ranges].map(([name, range]) => [name, { path: real, ...range }]))
}

/**
 * Writes the file of this layout from the matrices as they come, each once. Leaves nothing behind when it fails, or when
 * whoever listens stops.
 */
export function writeCache(
  path: string,
  layout: CacheLayout,
  matrices: AsyncIterable<readonly [part: string, matrix: QuantisedMatrix]>,
): AsyncGenerator<WriteProgress, void> {
  return writeDerived(path, (temporary) => writeWhole(temporary, layout, matrices))
}

async function* writeWhole(
  path: string,
  { header, ranges, sizeBytes }: CacheLayout,
  matrices: AsyncIterable<readonly [part: string, matrix: QuantisedMatrix]>,
): AsyncGenerator<WriteProgress, void> {
  const file = await open(path, 'wx')
  try {
    await file.write(header, 0, header.length, 0)
    let writtenBytes = header.length
    for await (const [part, { weights, scales }] of matrices) {
      for (const [name, values] of [[part, weights] as const, [scalesName(part), scales] as const]) {
        const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
        await file.write(bytes, 0, bytes.length, ranges.get(name)?.byteOffset ?? Number.NaN)
        writtenBytes += bytes.length
      }
      yield { writtenBytes, totalBytes: sizeBytes }
    }
    await file.sync()
  } finally {
    await file.close()
  }
}
