/**
 * Which matrices are used as int8, and in which parts.
 *
 * Only those that a step or a window multiplies with; what runs once a generation stays fp32. The down-projection of a
 * feed-forward is the delicate one: its inputs are products of two values, and the few large ones leave too little of
 * the int8 range to the rest. In the codec it stays fp32. In the DiT, where it is a third of the work, its inputs are
 * cut into 8 blocks; where weights have 7 bits alone it stays fp32 there too.
 *
 * One DiT step against fp32 (small, 172 frames), uniform weights | normal weights:
 *   8 bits: down-projection like the others 29.7 | 28.8 dB, in 8 blocks 31.2 | 28.9 dB, fp32 33.9 | 31.1 dB
 *   7 bits: down-projection like the others 28.6 | 24.6 dB, in 8 blocks 29.6 | 25.0 dB, fp32 31.6 | 26.5 dB
 */

import type { TensorSource } from '../checkpoint/tensor-source.ts'

/** A matrix of the checkpoint, cut into products that graphs make of it. */
export interface PlannedMatrix {
  readonly key: string
  readonly outputs: number
  readonly inputs: number
  /** Ranges of output channels, in order, that cover the matrix: q, k, v; value, gate. */
  readonly parts: readonly (readonly [number, number])[]
  /** Into how many blocks a row of its inputs is cut, each with a scale of its own. */
  readonly inputBlocks: number
  /** Stays fp32 where weights have 7 bits alone. */
  readonly needsFullLevels: boolean
}

/** How many parts lie below one another: the projections of attention are square each, the others are told. */
type Division = 'squares' | 'halves' | 'whole'

interface MatrixKind {
  readonly name: string
  readonly division: Division
  readonly inputBlocks?: number
  readonly needsFullLevels?: boolean
}

const CODEC_MATRICES: readonly MatrixKind[] = [
  { name: 'self_attn.to_qkv', division: 'squares' },
  { name: 'self_attn.to_out', division: 'whole' },
  { name: 'ff.ff.0.proj', division: 'halves' },
]

const DIT_MATRICES: readonly MatrixKind[] = [
  ...CODEC_MATRICES,
  { name: 'cross_attn.to_q', division: 'squares' },
  { name: 'cross_attn.to_out', division: 'whole' },
  { name: 'ff.ff.2', division: 'whole', inputBlocks: 8, needsFullLevels: true },
]

/** Encoder and decoder are lists of modules; the transformers are at one place or another of them. */
const MOST_MODULES = 8

/** The int8 matrices of the DiT under `prefix` (`model.model.`). */
export function ditMatrices(tensors: TensorSource, prefix: string): readonly PlannedMatrix[] {
  return layerMatrices(tensors, `${prefix}transformer.layers.`, DIT_MATRICES)
}

/** The int8 matrices of the codec under `prefix` (`pretransform.model.`). */
export function codecMatrices(tensors: TensorSource, prefix: string): readonly PlannedMatrix[] {
  const modules = ['encoder', 'decoder'].flatMap((side) =>
    Array.from({ length: MOST_MODULES }, (_, index) => `${prefix}${side}.layers.${index}.transformers.`),
  )
  return modules.flatMap((module) => layerMatrices(tensors, module, CODEC_MATRICES))
}

function layerMatrices(tensors: TensorSource, prefix: string, kinds: readonly MatrixKind[]): PlannedMatrix[] {
  const planned: PlannedMatrix[] = []
  for (let layer = 0; ; layer += 1) {
    const present = kinds.filter(({ name }) => tensors.has(`${prefix}${layer}.${name}.weight`))
    if (present.length === 0) return planned
    for (const kind of present) planned.push(plan(tensors, `${prefix}${layer}.${kind.name}.weight`, kind))
  }
}

function plan(tensors: TensorSource, key: string, kind: MatrixKind): PlannedMatrix {
  const [outputs = 0, ...rest] = tensors.get(key).shape
  const inputs = rest.reduce((product, size) => product * size, 1)
  const { division, inputBlocks = 1, needsFullLevels = false } = kind
  const count = { squares: outputs / inputs, halves: 2, whole: 1 }[division]
  const size = outputs / count
  const parts = Array.from({ length: count }, (_, index) => [index * size, (index + 1) * size] as const)
  // A width that no blocks divide keeps one scale a row.
  const blocks = inputs % inputBlocks === 0 ? inputBlocks : 1
  return { key, outputs, inputs, parts, inputBlocks: blocks, needsFullLevels }
}
