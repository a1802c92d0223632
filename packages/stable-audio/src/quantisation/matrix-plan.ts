/**
 * Which matrices are used as int8, and in which parts.
 *
 * Only those that a step or a window multiplies with; what runs once a generation stays fp32. The down-projection of a
 * feed-forward is the delicate one: its inputs are products of two values, and the few large ones leave too little of
 * the int8 range to the rest. In the codec it stays fp32. In the DiT, where it is a third of the work, its inputs are
 * cut into 8 blocks; where weights have 7 bits alone it stays fp32 there too.
 *
 * One DiT step against fp32 (small, 172 frames), uniform weights | normal weights, whose rows have a greater largest weight
 * for their scale to go by. Published weights have not been measured: count on the lower figure, 28.9 dB.
 *   8 bits: down-projection like the others 29.7 | 28.8 dB, in 8 blocks 31.2 | 28.9 dB, fp32 33.9 | 31.1 dB
 *   7 bits: down-projection like the others 28.6 | 24.6 dB, in 8 blocks 29.6 | 25.0 dB, fp32 31.6 | 26.5 dB
 *
 * The codec's audio against fp32 (12 latents decoded, weights of 7 bits, uniform | normal), and wanted are 40 dB:
 *   SAME-S (width 768, depth 6): all three kinds 39.4 | 36.4 dB, without q, k and v 43.0 | 41.2 dB
 *   SAME-L (width 1536): all three at depth 2 48.3 | 44.8 dB, at 4 41.6 | 37.3 dB, at 6 – | 30.4 dB; without q, k and v at
 *   4 44.8 | 41.0 dB, at 6 – | 34.4 dB
 * Every block adds to the error of those before it, so that at the published depth of 12 nothing of SAME-L is int8, and
 * q, k and v of SAME-S are where weights have 8 bits (not measured here: the processor had none). Latents that are encoded
 * keep 52 dB or more in all of these.
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
  { name: 'self_attn.to_qkv', division: 'squares', needsFullLevels: true },
  { name: 'self_attn.to_out', division: 'whole' },
  { name: 'ff.ff.0.proj', division: 'halves' },
]

const DIT_MATRICES: readonly MatrixKind[] = [
  { name: 'self_attn.to_qkv', division: 'squares' },
  { name: 'self_attn.to_out', division: 'whole' },
  { name: 'ff.ff.0.proj', division: 'halves' },
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

// 6: SAME-S has as many blocks; see the figures above for more.
const DEEPEST_INT8_CODEC = 6

/** The int8 matrices of the codec under `prefix` (`pretransform.model.`); none of a transformer that is too deep. */
export function codecMatrices(tensors: TensorSource, prefix: string): readonly PlannedMatrix[] {
  const modules = ['encoder', 'decoder'].flatMap((side) =>
    Array.from({ length: MOST_MODULES }, (_, index) => `${prefix}${side}.layers.${index}.transformers.`),
  )
  return modules
    .filter((module) => !hasLayer(tensors, `${module}${DEEPEST_INT8_CODEC}.`, CODEC_MATRICES))
    .flatMap((module) => layerMatrices(tensors, module, CODEC_MATRICES))
}

const hasLayer = (tensors: TensorSource, layer: string, kinds: readonly MatrixKind[]): boolean =>
  kinds.some(({ name }) => tensors.has(`${layer}${name}.weight`))

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
