/** Storage types that published checkpoints use; arithmetic is always fp32. */
export type StorageType = 'f32' | 'f16' | 'bf16'

export const STORAGE_BYTES = { f32: 4, f16: 2, bf16: 2 } as const satisfies Record<StorageType, number>
/** The names of the storage types in a .safetensors header. */
export const STORAGE_DTYPES = { f32: 'F32', f16: 'F16', bf16: 'BF16' } as const satisfies Record<StorageType, string>

/** How many values a tensor of this shape has; 1 for a scalar. */
export const sizeOfShape = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1)

/** Where one tensor lies: enough for ONNX Runtime to map it in place. */
export interface StoredTensor {
  /** The key in the file. */
  readonly name: string
  readonly storage: StorageType
  /** Row-major, the last axis fastest; may hold zeros (an empty tensor). */
  readonly shape: readonly number[]
  /** Absolute and resolved: no symbolic link is left in it. */
  readonly path: string
  readonly byteOffset: number
  readonly byteLength: number
}

/**
 * Named tensors of a checkpoint, or of a part of one. Lookups in a checkpoint follow the official loader: the exact
 * key first, then a key of the file that has one dotted component more.
 */
export interface TensorSource {
  has(key: string): boolean
  /** @throws StableAudioError `tensor_missing`, or `checkpoint_unsupported` when it is not a floating-point tensor */
  get(key: string): StoredTensor
  /**
   * The values as fp32, whatever the storage.
   * @param rows  a range of the outermost axis, `[from, to)`; the whole tensor when absent
   * @throws StableAudioError `tensor_missing`, or `checkpoint_unsupported` when it is not a floating-point tensor
   */
  readFloat32(key: string, rows?: readonly [number, number]): Float32Array
}
