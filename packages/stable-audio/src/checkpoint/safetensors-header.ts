/**
 * The header of a .safetensors file, read with distrust: every number in it is checked against the file.
 *
 * Source: the safetensors format, and its reference implementation for what makes a header invalid.
 */

import { StableAudioError } from '../errors.ts'
import { duplicateKey } from './duplicate-keys.ts'
import { STORAGE_DTYPES, type StorageType, type StoredTensor } from './tensor-source.ts'

/** A tensor of a type that no model here computes with, such as a counter of training steps. */
export interface OtherTensor {
  readonly name: string
  /** As the file says it: `I64`, `BOOL`, … */
  readonly dtype: string
  readonly shape: readonly number[]
}

export interface SafetensorsHeader {
  readonly tensors: ReadonlyMap<string, StoredTensor>
  readonly others: ReadonlyMap<string, OtherTensor>
  readonly metadata: ReadonlyMap<string, string>
}

/** Where the data lies that a header speaks of. */
export interface SafetensorsData {
  /** Absolute and resolved. */
  readonly path: string
  readonly byteOffset: number
  readonly byteLength: number
}

interface ByteRange {
  readonly name: string
  readonly from: number
  readonly to: number
}

const METADATA_KEY = '__metadata__'
// Weights have up to 4 dimensions; more than this only makes an error message long.
const MOST_DIMENSIONS = 32
/** Names that mean something else than a tensor to code that keeps tensors in plain objects. */
const RESERVED_NAMES = new Set(['__proto__', 'constructor', 'prototype'])
const STORAGE_OF_DTYPE = new Map<string, StorageType>(
  (Object.keys(STORAGE_DTYPES) as StorageType[]).map((storage) => [STORAGE_DTYPES[storage], storage]),
)
/** Bytes a value. A type that is missing here is new to us: its length cannot be checked, and it is never read. */
const DTYPE_BYTES = new Map<string, number>(
  Object.entries({
    ...{ BOOL: 1, U8: 1, I8: 1, F8_E4M3: 1, F8_E5M2: 1, F8_E8M0: 1 },
    ...{ U16: 2, I16: 2, F16: 2, BF16: 2, U32: 4, I32: 4, F32: 4, U64: 8, I64: 8, F64: 8, C64: 8 },
  }),
)

/** @throws StableAudioError `checkpoint_damaged` */
export function parseSafetensorsHeader(bytes: Uint8Array, data: SafetensorsData): SafetensorsHeader {
  const tensors = new Map<string, StoredTensor>()
  const others = new Map<string, OtherTensor>()
  const ranges: ByteRange[] = []
  const { [METADATA_KEY]: metadata, ...entries } = headerObject(bytes, data.path)
  for (const [name, entry] of Object.entries(entries)) {
    const broken = (why: string) => damaged(data.path, `the tensor ${quoted(name)} ${why}`)
    if (RESERVED_NAMES.has(name)) throw broken('has a reserved name')
    const { dtype, shape, from, to } = tensorEntry(entry, broken)
    checkLength(dtype, shape, to - from, broken)
    if (to > data.byteLength) throw broken(`ends ${to - data.byteLength} bytes past the end of the file`)
    ranges.push({ name, from, to })
    const storage = STORAGE_OF_DTYPE.get(dtype)
    if (storage === undefined) others.set(name, { name, dtype, shape })
    else {
      const byteOffset = data.byteOffset + from
      tensors.set(name, { name, storage, shape, path: data.path, byteOffset, byteLength: to - from })
    }
  }
  checkOverlap(ranges, data.path)
  return { tensors, others, metadata: metadataOf(metadata, data.path) }
}

export const damaged = (path: string, why: string, cause?: unknown): StableAudioError =>
  new StableAudioError('checkpoint_damaged', `${path}: ${why}`, { cause })

function headerObject(bytes: Uint8Array, path: string): Record<string, unknown> {
  let json: string
  let parsed: unknown
  try {
    json = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    parsed = JSON.parse(json)
  } catch (error) {
    throw damaged(path, 'its header is not JSON', error)
  }
  if (!isObject(parsed)) throw damaged(path, 'its header is not a JSON object')
  const twice = duplicateKey(json)
  if (twice !== undefined) throw damaged(path, `its header has the key ${quoted(twice)} twice`)
  return parsed
}

function tensorEntry(
  entry: unknown,
  broken: (why: string) => StableAudioError,
): { dtype: string; shape: readonly number[]; from: number; to: number } {
  if (!isObject(entry)) throw broken('is not described by an object')
  const { dtype, shape, data_offsets: offsets } = entry
  if (typeof dtype !== 'string') throw broken('has no dtype')
  if (!isCounts(shape)) throw broken('has a shape that is not a list of whole numbers')
  if (shape.length > MOST_DIMENSIONS) throw broken(`has ${shape.length} dimensions`)
  if (!isCounts(offsets) || offsets.length !== 2 || offsets[0] > offsets[1]) {
    throw broken('has data offsets that are not a range')
  }
  return { dtype, shape, from: offsets[0], to: offsets[1] }
}

function checkLength(
  dtype: string,
  shape: readonly number[],
  byteLength: number,
  broken: (why: string) => StableAudioError,
): void {
  let wanted = DTYPE_BYTES.get(dtype)
  if (wanted === undefined) return
  for (const size of shape) {
    wanted *= size
    if (!Number.isSafeInteger(wanted)) throw broken(`has an impossible shape, [${shape}]`)
  }
  if (wanted !== byteLength) {
    throw broken(`is ${dtype} [${shape}], which is ${wanted} bytes, and has ${byteLength}`)
  }
}

function checkOverlap(ranges: readonly ByteRange[], path: string): void {
  const filled = ranges.filter(({ from, to }) => to > from).sort((first, second) => first.from - second.from)
  for (let index = 1; index < filled.length; index += 1) {
    const before = filled[index - 1]
    const after = filled[index]
    if (after.from < before.to) {
      throw damaged(path, `the tensors ${quoted(before.name)} and ${quoted(after.name)} lie over each other`)
    }
  }
}

function metadataOf(metadata: unknown, path: string): ReadonlyMap<string, string> {
  if (metadata === undefined) return new Map()
  if (!isObject(metadata)) throw damaged(path, 'its metadata is not an object')
  for (const value of Object.values(metadata)) {
    if (typeof value !== 'string') throw damaged(path, 'its metadata holds something else than text')
  }
  return new Map(Object.entries(metadata as Record<string, string>))
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isCounts = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0)

const LONGEST_QUOTE = 120

/** A name as an error may show it: a hostile one is neither long nor able to break the line. */
const quoted = (name: string): string =>
  JSON.stringify(name.length > LONGEST_QUOTE ? `${name.slice(0, LONGEST_QUOTE)}…` : name)
