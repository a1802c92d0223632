/**
 * How LoRA files name layers and their parts, and where those layers are in a checkpoint. Source: specification 4.2.
 */

import type { TensorSource } from '../checkpoint/tensor-source.ts'

/** A part of an adapter, whichever tool wrote it. */
export type AdapterPart = 'down' | 'up' | 'core' | 'magnitude' | 'rowMagnitude' | 'columnMagnitude'

export interface AdapterKey {
  /** As the file names it, e.g. `model.transformer.layers.3.self_attn.to_qkv`. */
  readonly layer: string
  readonly part: AdapterPart
}

const OFFICIAL_KEY = /^(.+)\.parametrizations\.weight\.0\.(lora_A|lora_B|M_xs|magnitude|magnitude_r|magnitude_c)$/
const PEFT_KEY = /^(?:base_model\.model\.)?(.+)\.(lora_A|lora_B|lora_magnitude_vector)(?:\.default)?(?:\.weight)?$/

const PART_OF_LEAF: Readonly<Record<string, AdapterPart>> = {
  lora_A: 'down',
  lora_B: 'up',
  M_xs: 'core',
  magnitude: 'magnitude',
  magnitude_r: 'rowMagnitude',
  magnitude_c: 'columnMagnitude',
  lora_magnitude_vector: 'magnitude',
}

/** What a key of a LoRA file holds; undefined when it is no part of an adapter. */
export function parseAdapterKey(key: string): AdapterKey | undefined {
  const [, layer, leaf = ''] = OFFICIAL_KEY.exec(key) ?? PEFT_KEY.exec(key) ?? []
  const part = PART_OF_LEAF[leaf]
  return layer === undefined || part === undefined ? undefined : { layer, part }
}

/** The parts of a checkpoint that adapters are made for: the transformer and the conditioner. */
const ADAPTABLE = ['model.model.', 'conditioner.']
/** A layer is named from the checkpoint, the model in it, the transformer in that, or the conditioner. */
const POSSIBLE_PREFIXES = ['', 'model.', 'model.model.', 'conditioner.']

/** The checkpoint's key of a layer's matrix; undefined when it has no such layer. */
export function matrixKey(layer: string, tensors: TensorSource): string | undefined {
  return POSSIBLE_PREFIXES.map((prefix) => `${prefix}${layer}.weight`).find(
    (key) => ADAPTABLE.some((part) => key.startsWith(part)) && tensors.has(key) && tensors.get(key).shape.length >= 2,
  )
}
