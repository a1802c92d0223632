/** LoRA files and small checkpoints to load them on, and what specification 4.3 says comes of it, in plain fp64. */

import { join } from 'node:path'
import { type TensorToWrite, writeSafetensors } from '../checkpoint/safetensors-writer.ts'
import type { StorageType } from '../checkpoint/tensor-source.ts'
import { filledTensor } from './golden.test.fixture.ts'

export interface WrittenTensor {
  readonly shape: readonly number[]
  readonly values: Float32Array
}

/** Values by the fill rule under a name of their own, so that two adapters differ. */
export const filled = (name: string, shape: readonly number[]): WrittenTensor => ({
  shape,
  values: filledTensor(name, shape),
})

/** @param config  the `lora_config` of the header; none when absent */
export async function writeLora(
  folder: string,
  name: string,
  tensors: Readonly<Record<string, WrittenTensor>>,
  config?: unknown,
  storage: StorageType = 'f32',
): Promise<string> {
  const path = join(folder, `${name}.safetensors`)
  const list: TensorToWrite[] = Object.entries(tensors).map(([key, { shape, values }]) => ({
    key,
    shape,
    storage,
    values: () => [values],
  }))
  await writeSafetensors(path, list, config === undefined ? {} : { metadata: { lora_config: JSON.stringify(config) } })
  return path
}

/** The tensors of an adapter of any type but `-xs` on a layer, as the official trainer names them. */
export function adapterTensors(
  layer: string,
  type: string,
  [rows, columns]: readonly [number, number],
  seed: string,
  rank = 2,
): Record<string, WrittenTensor> {
  const leaf = (name: string) => `${layer}.parametrizations.weight.0.${name}`
  const low = {
    [leaf('lora_A')]: filled(`${seed}:A`, [rank, columns]),
    [leaf('lora_B')]: filled(`${seed}:B`, [rows, rank]),
  }
  const magnitude = (name: string, size: number) => ({ [leaf(name)]: filled(`${seed}:${name}.gamma`, [size]) })
  if (type === 'dora-rows') return { ...low, ...magnitude('magnitude', rows) }
  if (type === 'dora-cols') return { ...low, ...magnitude('magnitude', columns) }
  if (type === 'bora') return { ...low, ...magnitude('magnitude_r', rows), ...magnitude('magnitude_c', columns) }
  return low
}

export interface MergeStep {
  readonly type: string
  readonly seed: string
  readonly rank?: number
  /** Strength times alpha / rank. */
  readonly factor: number
}

/** One adapter of `adapterTensors` after another, each on what the one before it made. */
export function mergedByHand(
  weights: ArrayLike<number>,
  [rows, columns]: readonly [number, number],
  steps: readonly MergeStep[],
): number[] {
  return steps.reduce(
    (matrix, step) => (step.factor === 0 ? matrix : mergeOne(matrix, rows, columns, step)),
    Array.from(weights),
  )
}

function mergeOne(
  weights: readonly number[],
  rows: number,
  columns: number,
  { type, seed, rank = 2, factor }: MergeStep,
): number[] {
  const down = filledTensor(`${seed}:A`, [rank, columns])
  const up = filledTensor(`${seed}:B`, [rows, rank])
  const row = (index: number) => Math.floor(index / columns)
  const column = (index: number) => index % columns
  const inner = (index: number) =>
    Array.from({ length: rank }, (_, k) => k).reduce(
      (sum, k) => sum + (up[row(index) * rank + k] as number) * (down[k * columns + column(index)] as number),
      0,
    )
  const sum = weights.map((weight, index) => weight + factor * inner(index))
  const rescaled = (matrix: number[], group: (index: number) => number, size: number, name: string) => {
    const magnitudes = filledTensor(`${seed}:${name}.gamma`, [size])
    const squares = Array<number>(size).fill(0)
    matrix.forEach((value, index) => {
      squares[group(index)] = (squares[group(index)] as number) + value * value
    })
    return matrix.map(
      (value, index) =>
        (value / (Math.sqrt(squares[group(index)] as number) + 1e-12)) * (magnitudes[group(index)] as number),
    )
  }
  if (type === 'dora-rows') return rescaled(sum, row, rows, 'magnitude')
  if (type === 'dora-cols') return rescaled(sum, column, columns, 'magnitude')
  if (type !== 'bora') return sum
  return rescaled(rescaled(sum, row, rows, 'magnitude_r'), column, columns, 'magnitude_c')
}
