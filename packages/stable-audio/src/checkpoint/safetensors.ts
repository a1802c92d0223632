/**
 * A .safetensors file, open for reading: its header in memory, its tensors where they are.
 *
 * Source: the safetensors format. Numbers are little-endian in the file, and on every machine that Node runs on.
 */

import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync, realpathSync } from 'node:fs'
import { StableAudioError } from '../errors.ts'
import { widenBfloat, widenHalf } from './half-floats.ts'
import { damaged, type OtherTensor, parseSafetensorsHeader } from './safetensors-header.ts'
import { STORAGE_BYTES, type StorageType, type StoredTensor, sizeOfShape, type TensorSource } from './tensor-source.ts'

/** Its own `get` and `readFloat32` know the file's keys only; `lookUpLikeLoader` adds the loader's leniency. */
export interface SafetensorsFile extends TensorSource {
  /** Absolute and resolved. */
  readonly path: string
  /** Floating-point tensors, in the order of the header. */
  readonly tensors: ReadonlyMap<string, StoredTensor>
  /** Tensors that can be listed and not read. */
  readonly others: ReadonlyMap<string, OtherTensor>
  readonly metadata: ReadonlyMap<string, string>
  readonly sizeBytes: number
  readonly modifiedMs: number
  /** SHA-256 of the header, in hex. */
  readonly headerHash: string
  /** Safe to call twice. */
  close(): void
}

// The limit of the reference implementation. A header of the largest published checkpoint has 0.1 MB.
const MAX_HEADER_BYTES = 100_000_000
/** One read: far below the 2 GiB that a read may have, and small beside any tensor that is worth reading. */
const PIECE_BYTES = 16 * 2 ** 20

/** @throws StableAudioError `checkpoint_not_found`, `checkpoint_damaged` */
export function openSafetensors(path: string): SafetensorsFile {
  const file = openFile(path)
  try {
    return describeFile(file)
  } catch (error) {
    closeSync(file.descriptor)
    throw error
  }
}

interface OpenFile {
  readonly path: string
  readonly descriptor: number
}

function openFile(path: string): OpenFile {
  try {
    const resolved = realpathSync(path)
    return { path: resolved, descriptor: openSync(resolved, 'r') }
  } catch (error) {
    throw new StableAudioError('checkpoint_not_found', `${path} is not there or cannot be read`, { cause: error })
  }
}

function describeFile(file: OpenFile): SafetensorsFile {
  const { path, descriptor } = file
  const stats = fstatSync(descriptor)
  if (!stats.isFile()) throw new StableAudioError('checkpoint_not_found', `${path} is not a file`)
  const header = readHeader(file, stats.size)
  const byteOffset = 8 + header.length
  const described = parseSafetensorsHeader(header, { path, byteOffset, byteLength: stats.size - byteOffset })
  const { tensors, others } = described
  let closed = false
  const get = (key: string): StoredTensor => tensors.get(key) ?? refuseTensor(path, key, others.get(key))
  return {
    ...described,
    path,
    sizeBytes: stats.size,
    modifiedMs: stats.mtimeMs,
    headerHash: createHash('sha256').update(header).digest('hex'),
    has: (key) => tensors.has(key) || others.has(key),
    get,
    readFloat32(key, rows) {
      const tensor = get(key)
      // A closed descriptor may already be another file's.
      if (closed) throw new StableAudioError('checkpoint_not_found', `${path} has been closed`)
      return readValues(descriptor, tensor, rows)
    },
    close() {
      if (!closed) closeSync(descriptor)
      closed = true
    },
  }
}

function readHeader({ path, descriptor }: OpenFile, sizeBytes: number): Uint8Array {
  if (sizeBytes < 8) throw damaged(path, `it has ${sizeBytes} bytes, too few for a header`)
  const lengthBytes = Buffer.alloc(8)
  readFully(descriptor, lengthBytes, 0, path)
  const length = lengthBytes.readBigUInt64LE()
  if (length > MAX_HEADER_BYTES) throw damaged(path, `its header claims ${length} bytes, more than 100 MB`)
  if (length > sizeBytes - 8) throw damaged(path, `its header claims ${length} bytes, more than the file has`)
  const header = new Uint8Array(Number(length))
  readFully(descriptor, header, 8, path)
  return header
}

function refuseTensor(path: string, key: string, other: OtherTensor | undefined): never {
  if (other === undefined) throw new StableAudioError('tensor_missing', `${key} in ${path}`)
  throw new StableAudioError('checkpoint_unsupported', `the tensor ${key} in ${path} is ${other.dtype}, not a float`)
}

function readValues(descriptor: number, tensor: StoredTensor, rows?: readonly [number, number]): Float32Array {
  const outermost = tensor.shape[0] ?? 1
  const [from, to] = rows ?? [0, outermost]
  if (!Number.isInteger(from) || !Number.isInteger(to) || from < 0 || from > to || to > outermost) {
    throw new StableAudioError('option_out_of_range', `rows ${from} to ${to} of ${tensor.name}, which has ${outermost}`)
  }
  const rowLength = sizeOfShape(tensor.shape.slice(1))
  const values = new Float32Array((to - from) * rowLength)
  const byteOffset = tensor.byteOffset + from * rowLength * STORAGE_BYTES[tensor.storage]
  if (tensor.storage === 'f32') {
    readFully(descriptor, new Uint8Array(values.buffer), byteOffset, tensor.path)
  } else {
    readWidened(descriptor, { ...tensor, byteOffset, storage: tensor.storage }, values)
  }
  return values
}

function readWidened(
  descriptor: number,
  { storage, byteOffset, path }: { storage: Exclude<StorageType, 'f32'>; byteOffset: number; path: string },
  values: Float32Array,
): void {
  const widen = storage === 'f16' ? widenHalf : widenBfloat
  const piece = new Uint16Array(Math.min(values.length, PIECE_BYTES / 2))
  for (let start = 0; start < values.length; start += piece.length) {
    const narrow = piece.subarray(0, Math.min(piece.length, values.length - start))
    readFully(descriptor, new Uint8Array(narrow.buffer, 0, narrow.byteLength), byteOffset + 2 * start, path)
    widen(narrow, values.subarray(start, start + narrow.length))
  }
}

function readFully(descriptor: number, into: Uint8Array, byteOffset: number, path: string): void {
  for (let done = 0; done < into.length; ) {
    const wanted = Math.min(PIECE_BYTES, into.length - done)
    const read = readSync(descriptor, into, done, wanted, byteOffset + done)
    if (read === 0) throw damaged(path, 'it has become shorter since it was opened')
    done += read
  }
}
