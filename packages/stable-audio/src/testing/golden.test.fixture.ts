/**
 * The numbers of the reference (`fixtures/modules.json`) and the rule by which their inputs and weights are made.
 * Source: specification 8.
 */

import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StoredTensor, TensorSource } from '../checkpoint/tensor-source.ts'
import { StableAudioError } from '../errors.ts'

/** Every `stride`-th element of a flattened tensor, with the sums over all of it. */
export interface SampledTensor {
  readonly shape: readonly number[]
  readonly stride: number
  readonly values: readonly number[]
  readonly sum: number
  readonly sumsq: number
}

export const MODULES = JSON.parse(readFileSync(new URL('../../fixtures/modules.json', import.meta.url), 'utf8')) as {
  readonly cases: Readonly<Record<string, unknown>>
}

const RAISED_LEAVES = new Set(['gamma', 'alpha', 'weight_g', 'running_std', 'scaling_factor'])

/** A tensor named like this, as the reference filled it. */
export function filledTensor(name: string, shape: readonly number[]): Float32Array {
  const leaf = name.split('.').at(-1) ?? name
  if (leaf === 'inv_freq')
    return Float32Array.from({ length: shape[0] ?? 0 }, (_, k) => 10_000 ** (-k / (shape[0] ?? 1)))
  const result = new Float32Array(shape.reduce((product, size) => product * size, 1))
  let state = fnv1a32(name)
  for (let index = 0; index < result.length; index += 1) {
    state = (Math.imul(1_664_525, state) + 1_013_904_223) >>> 0
    const uniform = (state >>> 8) * 2 ** -24
    if (name.startsWith('input:')) result[index] = (2 * uniform - 1) * 1.7
    else result[index] = RAISED_LEAVES.has(leaf) ? 0.5 + 0.5 * uniform : (2 * uniform - 1) * 0.1
  }
  return result
}

export function fnv1a32(text: string): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return hash
}

/** RMS of the difference over RMS of the reference, on the elements that the reference keeps. */
export function relativeError(actual: ArrayLike<number>, reference: ArrayLike<number>, stride = 1): number {
  let difference = 0
  let power = 0
  for (let index = 0; index < reference.length; index += 1) {
    const wanted = reference[index] ?? Number.NaN
    difference += ((actual[index * stride] ?? Number.NaN) - wanted) ** 2
    power += wanted ** 2
  }
  return Math.sqrt(difference / power)
}

export interface FilledSource extends TensorSource {
  /** Deletes the file behind the tensors. */
  dispose(): void
}

/**
 * A checkpoint with tensors of these shapes, filled by the rule, in a file of its own.
 * @param prefix  put before a key to find the name that it was filled under, e.g. nothing, or `model.`
 * @param change  a tensor other than the rule gives it
 */
export function filledSource(
  shapes: Readonly<Record<string, readonly number[]>>,
  change: (key: string, values: Float32Array) => Float32Array = (_, values) => values,
): FilledSource {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'retimbre-golden-')))
  const path = join(folder, 'tensors.bin')
  const values = new Map<string, Float32Array>()
  const tensors = new Map<string, StoredTensor>()
  let byteOffset = 0
  for (const [name, shape] of Object.entries(shapes)) {
    const data = change(name, filledTensor(name, shape))
    values.set(name, data)
    tensors.set(name, { name, storage: 'f32', shape, path, byteOffset, byteLength: data.byteLength })
    byteOffset += data.byteLength
  }
  writeFileSync(path, Buffer.concat([...values.values()].map((data) => Buffer.from(data.buffer))))
  const get = (key: string): StoredTensor => {
    const tensor = tensors.get(key)
    if (tensor === undefined) throw new StableAudioError('tensor_missing', key)
    return tensor
  }
  return {
    has: (key) => tensors.has(key),
    get,
    readFloat32(key, rows) {
      const { shape } = get(key)
      const data = values.get(key) ?? new Float32Array()
      const rowLength = data.length / (shape[0] ?? 1)
      return rows ? data.slice(rows[0] * rowLength, rows[1] * rowLength) : data.slice()
    },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  }
}
