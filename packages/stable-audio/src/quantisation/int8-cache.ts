/**
 * int8 copies of a checkpoint's large matrices, made once per checkpoint and kept in a file.
 *
 * A matrix of int8 is a quarter of the fp32 one, and its products are two to three times as fast.
 */

import path, { join, type win32 } from 'node:path'
import { defaultDerivedFolder, derivedIdentity, type WriteProgress } from '../checkpoint/derived-file.ts'
import type { TensorSource } from '../checkpoint/tensor-source.ts'
import { StableAudioError } from '../errors.ts'
import type { Int8Matrices } from '../graph/parameters.ts'
import { FULL_LEVELS, type WeightLevels, weightLevels } from './arithmetic.ts'
import { cacheLayout, openCache, partName, scalesName, writeCache } from './cache-file.ts'
import type { PlannedMatrix } from './matrix-plan.ts'
import { type QuantisedMatrix, quantiseMatrix } from './quantise.ts'

export interface Int8CacheOptions {
  readonly tensors: TensorSource
  /** What `ditMatrices` and `codecMatrices` found. */
  readonly matrices: readonly PlannedMatrix[]
  /** `defaultDerivedFolder` when absent. Made when it is not there. */
  readonly folder?: string | undefined
  /** What the processor can do when absent. */
  readonly levels?: WeightLevels | undefined
  readonly signal?: AbortSignal | undefined
}

// Goes up when the same matrices give other bytes: another rounding, another order.
const FORMAT_VERSION = 2

/**
 * The int8 matrices of a checkpoint, from their file; yields while it makes the file, which takes seconds once.
 * @throws StableAudioError `precision_unavailable` when the file cannot be written, or not on the checkpoint's drive
 */
export async function* openInt8Matrices(options: Int8CacheOptions): AsyncGenerator<WriteProgress, Int8Matrices> {
  const { tensors, folder = defaultDerivedFolder(), signal } = options
  const levels = options.levels ?? (await weightLevels())
  const matrices = options.matrices.filter(({ needsFullLevels }) => levels === FULL_LEVELS || !needsFullLevels)
  if (matrices.length === 0)
    throw new StableAudioError('precision_unavailable', 'the checkpoint has no matrix for int8')
  checkSameRoot(tensors.get(matrices[0].key).path, folder)
  const identity = identityOf(tensors, matrices, levels)
  const path = join(folder, `${identity}.safetensors`)
  const layout = cacheLayout(matrices, identity)
  let ranges = openCache(path, layout)
  if (ranges === undefined) {
    try {
      yield* writeCache(path, layout, quantised(tensors, matrices, levels, signal))
    } catch (error) {
      throw signal?.aborted || error instanceof StableAudioError ? error : unwritable(path, error)
    }
    ranges = openCache(path, layout)
  }
  if (ranges === undefined) throw unwritable(path, undefined)
  return int8Matrices(matrices, ranges)
}

/**
 * A graph names all of its weights from the root of one file system, and Windows has one for each drive.
 * @throws StableAudioError `precision_unavailable`
 */
export function checkSameRoot(weights: string, folder: string, { parse, resolve }: typeof win32 = path): void {
  const [here, there] = [weights, folder].map((each) => parse(resolve(each)).root)
  if (here.toLowerCase() === there.toLowerCase()) return
  throw new StableAudioError(
    'precision_unavailable',
    `the checkpoint lies on ${here} and its int8 copy would lie on ${there}; choose a folder for it on ${here}, or fp32`,
  )
}

async function* quantised(
  tensors: TensorSource,
  matrices: readonly PlannedMatrix[],
  levels: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly [string, QuantisedMatrix]> {
  for (const { key, inputs, parts } of matrices) {
    for (const rows of parts) {
      signal?.throwIfAborted()
      yield [partName(key, rows), quantiseMatrix(tensors.readFloat32(key, rows), inputs, levels)]
    }
  }
}

function identityOf(tensors: TensorSource, matrices: readonly PlannedMatrix[], levels: number): string {
  const parts = matrices.map((matrix) => matrix.parts)
  return derivedIdentity(
    tensors,
    matrices.map(({ key }) => key),
    `retimbre int8 ${FORMAT_VERSION} levels ${levels} ${JSON.stringify(parts)}`,
  )
}

function int8Matrices(
  matrices: readonly PlannedMatrix[],
  ranges: ReadonlyMap<string, { readonly path: string; readonly byteOffset: number; readonly byteLength: number }>,
): Int8Matrices {
  const blocks = new Map(matrices.map(({ key, inputBlocks }) => [key, inputBlocks]))
  return {
    has: (key) => blocks.has(key),
    matrix(key, rows) {
      const part = partName(key, rows)
      const weights = ranges.get(part)
      const scales = ranges.get(scalesName(part))
      if (weights && scales) return { weights, scales, inputBlocks: blocks.get(key) ?? 1 }
      throw new StableAudioError('precision_unavailable', `there is no int8 copy of ${part}`)
    },
  }
}

const unwritable = (path: string, cause: unknown): StableAudioError =>
  new StableAudioError(
    'precision_unavailable',
    `the int8 copy of the checkpoint cannot be kept in ${path}${cause instanceof Error ? `: ${cause.message}` : ''}`,
    { cause },
  )
