/**
 * Where random weights of a tensor lie, by its key, so that a checkpoint made of them keeps its activations sane:
 * gains are near 1, matrices keep the variance of what goes through them, biases are small.
 *
 * Source: the rule that the reference's checkpoints are made by (`weights` in fixtures/checkpoint-small/golden.json).
 */

import { sizeOfShape } from './tensor-source.ts'

/** Values are uniform in `centre ± spread`. */
export interface WeightRange {
  readonly centre: number
  readonly spread: number
}

const GAIN_LEAVES = new Set(['gamma', 'weight_g', 'scaling_factor', 'running_std'])
const ROTARY_BASE = 10_000

export function weightRange(key: string, shape: readonly number[]): WeightRange {
  const leaf = leafOf(key)
  if (key.endsWith('q_norm.gamma') || key.endsWith('k_norm.gamma')) {
    return key.startsWith('pretransform') ? { centre: 5, spread: 0.5 } : { centre: 1.5, spread: 0.15 }
  }
  if (GAIN_LEAVES.has(leaf)) return { centre: 1, spread: 0.1 }
  if (leaf === 'alpha') return { centre: 0.7, spread: 0.05 }
  if (key.includes('layernorm') || key.endsWith('norm.weight')) return { centre: 0, spread: 0.1 }
  if (shape.length >= 2) return { centre: 0, spread: Math.sqrt(3 / sizeOfShape(shape.slice(1))) }
  return { centre: 0, spread: 0.05 }
}

/** Frequencies of rotary positions are constants that a checkpoint carries along: 10000^(−k/K). */
export function rotaryFrequencies(key: string, shape: readonly number[]): Float32Array | undefined {
  if (leafOf(key) !== 'inv_freq') return undefined
  const count = sizeOfShape(shape)
  return Float32Array.from({ length: count }, (_, index) => ROTARY_BASE ** (-index / count))
}

const leafOf = (key: string): string => key.slice(key.lastIndexOf('.') + 1)
