/**
 * The parameters that a graph is built from: a named corner of a checkpoint, and how its matrices are used
 * (fp32, int8 from a cache, with LoRA branches beside them).
 *
 * fp32 tensors are used in place, fp16 and bf16 ones through one cast each, which ONNX Runtime folds while it loads.
 */

import type { StorageType, TensorSource } from '../checkpoint/tensor-source.ts'
import type { FileRange, Graph, Value } from './builder.ts'

/** One range of output channels of a matrix, as int8. */
export interface Int8Matrix {
  /** int8 [in, out] */
  readonly weights: FileRange
  /** fp32 [out] */
  readonly scales: FileRange
  /** Into how many blocks a row of activations is cut, each with a scale of its own. */
  readonly inputBlocks: number
}

/** int8 copies of matrices, one scale an output channel; the file is written once per checkpoint. */
export interface Int8Matrices {
  /** Whether this matrix is used as int8. */
  has(key: string): boolean
  /** @param rows  a range of output channels */
  matrix(key: string, rows: readonly [number, number]): Int8Matrix
}

/** One low-rank adapter on one matrix: `y = rowScale · ((W + strength · up · down) · (columnScale · x))`. */
export interface MatrixAdapter {
  /**
   * Names the graph's inputs: `${id}.down` [rank, inputs], `${id}.up` [outputs, rank], `${id}.strength` [1], `${id}.rows`
   * [outputs] and `${id}.columns` [inputs], the last two where they are scaled. The factors are inputs because they may
   * be large (0.6 GB at rank 128 on medium), and a graph would hold copies of them.
   */
  readonly id: string
  readonly rank: number
  /** K of the matrix. */
  readonly inputs: number
  /** M of the matrix. */
  readonly outputs: number
  readonly scalesRows: boolean
  readonly scalesColumns: boolean
}

/** The adapters of every LoRA that is loaded. */
export interface MatrixAdapters {
  /** In the order in which they were loaded: each sees what the one before it made. */
  on(key: string): readonly MatrixAdapter[]
}

export interface ParameterOptions {
  readonly int8?: Int8Matrices | undefined
  readonly adapters?: MatrixAdapters | undefined
  /** Operators that run on every execution provider, where the fastest one exists on the CPU alone. */
  readonly portable?: boolean | undefined
}

export class Parameters {
  readonly graph: Graph
  readonly tensors: TensorSource
  readonly options: ParameterOptions
  readonly #prefix: string

  /** @param prefix  put before every key, e.g. `model.model.` */
  constructor(graph: Graph, tensors: TensorSource, prefix: string, options: ParameterOptions = {}) {
    this.graph = graph
    this.tensors = tensors
    this.options = options
    this.#prefix = prefix
  }

  within(scope: string): Parameters {
    return new Parameters(this.graph, this.tensors, this.#prefix + scope, this.options)
  }

  /** The whole key, as it is in the checkpoint. */
  key(name: string): string {
    return this.#prefix + name
  }

  has(name: string): boolean {
    return this.tensors.has(this.key(name))
  }

  shape(name: string): readonly number[] {
    return this.tensors.get(this.key(name)).shape
  }

  read(name: string): Float32Array {
    return this.tensors.readFloat32(this.key(name))
  }

  /**
   * A parameter as an fp32 value.
   * @param rows   a range of the outermost axis
   * @param shape  another shape for the same numbers, e.g. a kernel of width 1 as a matrix
   */
  value(name: string, { rows, shape }: { rows?: readonly [number, number]; shape?: readonly number[] } = {}): Value {
    const tensor = this.tensors.get(this.key(name))
    const [from, to] = rows ?? [0, tensor.shape[0] ?? 1]
    const outermost = tensor.shape[0] ?? 1
    const rowBytes = tensor.byteLength / outermost
    const range = {
      path: tensor.path,
      byteOffset: tensor.byteOffset + from * rowBytes,
      byteLength: (to - from) * rowBytes,
    }
    const dimensions = shape ?? (tensor.shape.length === 0 ? [] : [to - from, ...tensor.shape.slice(1)])
    const stored = this.graph.stored(
      `${this.key(name)}[${from}:${to}]${dimensions.join('x')}`,
      ELEMENT_OF_STORAGE[tensor.storage],
      dimensions,
      range,
    )
    return tensor.storage === 'f32' ? stored : this.graph.cast(stored, 'f32')
  }
}

const ELEMENT_OF_STORAGE = { f32: 'f32', f16: 'f16', bf16: 'bf16' } as const satisfies Record<StorageType, string>
