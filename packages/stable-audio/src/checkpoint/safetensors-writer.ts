/**
 * Writes .safetensors files tensor by tensor, piece by piece: a file larger than memory is no difficulty.
 *
 * Source: the safetensors format: an 8-byte little-endian length, that many bytes of JSON, then the data.
 */

import { open } from 'node:fs/promises'
import { StableAudioError } from '../errors.ts'
import type { WriteProgress } from './derived-file.ts'
import { narrowToBfloat, narrowToHalf } from './half-floats.ts'
import { STORAGE_BYTES, STORAGE_DTYPES, type StorageType, sizeOfShape } from './tensor-source.ts'

export interface TensorToWrite {
  readonly key: string
  readonly shape: readonly number[]
  readonly storage: StorageType
  /** Asked for when the tensor's turn comes: its values in row-major order, in pieces of any length. */
  values(): Iterable<Float32Array>
}

export interface SafetensorsWriteOptions {
  readonly metadata?: Readonly<Record<string, string>> | undefined
  readonly signal?: AbortSignal | undefined
  /** Called after every piece with the bytes of data that are written and those of the whole file's data. */
  readonly progress?: ((writtenBytes: number, totalBytes: number) => void) | undefined
}

/** @throws StableAudioError `tensor_misshapen` when the pieces do not add up to the shape */
export async function writeSafetensors(
  path: string,
  tensors: readonly TensorToWrite[],
  { progress, ...options }: SafetensorsWriteOptions = {},
): Promise<void> {
  for await (const { writtenBytes, totalBytes } of writingSafetensors(path, tensors, options)) {
    progress?.(writtenBytes, totalBytes)
  }
}

/**
 * The same in steps: yields after every piece. The file is safe on the disk at the end.
 * @throws StableAudioError `tensor_misshapen` when the pieces do not add up to the shape
 */
export async function* writingSafetensors(
  path: string,
  tensors: readonly TensorToWrite[],
  { metadata, signal }: Omit<SafetensorsWriteOptions, 'progress'> = {},
): AsyncGenerator<WriteProgress, void> {
  const { header, totalBytes } = headerOf(tensors, metadata)
  const file = await open(path, 'w')
  try {
    await file.writeFile(header)
    let writtenBytes = 0
    for (const tensor of tensors) {
      let values = 0
      for (const piece of tensor.values()) {
        signal?.throwIfAborted()
        values += piece.length
        const bytes = storedBytes(piece, tensor.storage)
        await file.writeFile(bytes)
        writtenBytes += bytes.length
        yield { writtenBytes, totalBytes }
      }
      const wanted = sizeOfShape(tensor.shape)
      if (values !== wanted) {
        throw new StableAudioError('tensor_misshapen', `${tensor.key} has ${wanted} values, and ${values} were given`)
      }
    }
    await file.sync()
  } finally {
    await file.close()
  }
}

function headerOf(
  tensors: readonly TensorToWrite[],
  metadata: Readonly<Record<string, string>> | undefined,
): { header: Uint8Array; totalBytes: number } {
  const entries: [string, unknown][] = metadata ? [['__metadata__', metadata]] : []
  let offset = 0
  for (const { key, shape, storage } of tensors) {
    const end = offset + sizeOfShape(shape) * STORAGE_BYTES[storage]
    entries.push([key, { dtype: STORAGE_DTYPES[storage], shape, data_offsets: [offset, end] }])
    offset = end
  }
  const json = Buffer.from(JSON.stringify(Object.fromEntries(entries)))
  // Padded with spaces so that the data begins at a multiple of 8, as the official writer does.
  const length = Math.ceil(json.length / 8) * 8
  const header = Buffer.alloc(8 + length, ' ')
  header.writeBigUInt64LE(BigInt(length))
  json.copy(header, 8)
  return { header, totalBytes: offset }
}

function storedBytes(values: Float32Array, storage: StorageType): Uint8Array {
  if (storage === 'f32') return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  const narrow = new Uint16Array(values.length)
  if (storage === 'f16') narrowToHalf(values, narrow)
  else narrowToBfloat(values, narrow)
  return new Uint8Array(narrow.buffer)
}
