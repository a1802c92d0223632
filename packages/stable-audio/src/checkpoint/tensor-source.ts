/** Storage types that published checkpoints use; arithmetic is always fp32. */
export type StorageType = 'f32' | 'f16' | 'bf16'

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
 * Named tensors of a checkpoint, or of a part of one. Lookups follow the official loader: the exact key first, then
 * the key with any one of its dotted components missing or added.
 */
export interface TensorSource {
  has(key: string): boolean
  /** @throws StableAudioError `tensor_missing` */
  get(key: string): StoredTensor
  /**
   * The values as fp32, whatever the storage.
   * @param rows  a range of the outermost axis, `[from, to)`; the whole tensor when absent
   * @throws StableAudioError `tensor_missing`
   */
  readFloat32(key: string, rows?: readonly [number, number]): Float32Array
}
