/** An adapter that has met its matrix: factors at hand, shapes checked. */

import type { TensorSource } from '../checkpoint/tensor-source.ts'
import { StableAudioError } from '../errors.ts'
import type { MatrixAdapter } from '../graph/parameters.ts'
import type { SessionPool } from '../runtime/session-pool.ts'
import type { AdapterScaling } from './adapter-kind.ts'
import type { LoraLayer } from './lora-file.ts'
import type { DenseMatrix } from './matrix-products.ts'
import { topSingularVectors } from './singular-vectors.ts'

export interface LoadedAdapter extends MatrixAdapter {
  /** The name of its LoRA. */
  readonly lora: string
  /** [rank, inputs] */
  readonly down: Float32Array
  /** [outputs, rank] */
  readonly up: Float32Array
  readonly scaling: AdapterScaling
  /** alpha / rank */
  readonly gain: number
  /** [M], when rows are scaled. */
  readonly rowMagnitudes: Float32Array | undefined
  /** [K], when columns are scaled. */
  readonly columnMagnitudes: Float32Array | undefined
}

export interface AdapterOrigin {
  readonly lora: string
  /** Of the graph's inputs. */
  readonly id: string
  readonly sessions: SessionPool
}

/** The matrix of a key, kernels of width 1 flattened. */
export function readMatrix(tensors: TensorSource, key: string): DenseMatrix {
  const [rows = 1] = tensors.get(key).shape
  const values = tensors.readFloat32(key)
  return { values, rows, columns: values.length / rows }
}

/**
 * @param matrix  asked for when the factors come from it
 * @throws StableAudioError `lora_invalid` when the adapter was made for a matrix of another shape
 */
export async function loadAdapter(
  layer: LoraLayer,
  shape: { readonly rows: number; readonly columns: number },
  matrix: () => DenseMatrix,
  { lora, id, sessions }: AdapterOrigin,
): Promise<LoadedAdapter> {
  const { rows, columns } = shape
  const { rank, scaling, gain, factors, rowMagnitudes, columnMagnitudes } = layer
  const expect = (what: string, values: Float32Array | undefined, wanted: number) => {
    if (values === undefined || values.length === wanted) return
    const detail = `the ${what} of ${layer.layer} has ${values.length} values, and the checkpoint's ${rows} × ${columns} matrix asks for ${wanted}`
    throw new StableAudioError('lora_invalid', `${detail}; it was made for another checkpoint`)
  }
  expect('magnitude of rows', rowMagnitudes, rows)
  expect('magnitude of columns', columnMagnitudes, columns)
  if ('core' in factors) {
    if (rank > Math.min(rows, columns)) expect('core', factors.core, Math.min(rows, columns) ** 2)
  } else {
    expect('lora_A', factors.down, rank * columns)
    expect('lora_B', factors.up, rows * rank)
  }
  const { down, up } = 'core' in factors ? await aroundCore(sessions, matrix(), factors.core, rank) : factors
  return {
    lora,
    id,
    down,
    up,
    ...{ rank, inputs: columns, outputs: rows },
    scaling,
    gain,
    rowMagnitudes,
    columnMagnitudes,
    scalesRows: scaling === 'rows' || scaling === 'both',
    scalesColumns: scaling === 'columns' || scaling === 'both',
  }
}

/** `U · core · Vᵀ` as up [M, r] = U and down [r, K] = core · Vᵀ. */
async function aroundCore(
  sessions: SessionPool,
  matrix: DenseMatrix,
  core: Float32Array,
  rank: number,
): Promise<{ down: Float32Array; up: Float32Array }> {
  const { left, right } = await topSingularVectors(sessions, matrix, rank)
  const up = new Float32Array(matrix.rows * rank)
  const down = new Float32Array(rank * matrix.columns)
  for (let row = 0; row < matrix.rows; row += 1) {
    for (let k = 0; k < rank; k += 1) up[row * rank + k] = (left[k] as Float64Array)[row] as number
  }
  for (let k = 0; k < rank; k += 1) {
    for (let column = 0; column < matrix.columns; column += 1) {
      let sum = 0
      for (let other = 0; other < rank; other += 1)
        sum += (core[k * rank + other] as number) * ((right[other] as Float64Array)[column] as number)
      down[k * matrix.columns + column] = sum
    }
  }
  return { down, up }
}
