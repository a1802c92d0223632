/**
 * A LoRA file: the adapters that it holds, layer by layer, whichever tool wrote it.
 *
 * r rank, M outputs, K inputs of a layer. Source: specification 4.1, 4.2.
 */

import { closeSync, openSync, readSync } from 'node:fs'
import { openSafetensors, type SafetensorsFile } from '../checkpoint/safetensors.ts'
import { StableAudioError } from '../errors.ts'
import type { AdapterKind, AdapterScaling } from './adapter-kind.ts'
import { type AdapterPart, parseAdapterKey } from './layer-keys.ts'
import { type LoraConfig, readLoraConfig } from './lora-config.ts'

/** The adapter of one layer, before it meets the layer's matrix. */
export interface LoraLayer {
  readonly layer: string
  readonly scaling: AdapterScaling
  readonly rank: number
  /** The low-rank product is multiplied by this and the strength: alpha / rank. */
  readonly gain: number
  readonly factors: LowRankFactors
  /** [M], when rows are scaled. */
  readonly rowMagnitudes: Float32Array | undefined
  /** [K], when columns are scaled. */
  readonly columnMagnitudes: Float32Array | undefined
}

export type LowRankFactors =
  /** down [r, K], up [M, r] */
  | { readonly down: Float32Array; readonly up: Float32Array }
  /** core [r, r], between the r largest singular vectors of the layer's matrix */
  | { readonly core: Float32Array }

export interface LoraFile {
  readonly layers: readonly LoraLayer[]
  /** Keys that are no part of any adapter. */
  readonly ignoredKeys: number
}

/** @throws StableAudioError `lora_invalid` when it is not a usable LoRA, `checkpoint_not_found`, `checkpoint_damaged` */
export function readLoraFile(path: string): LoraFile {
  refusePickle(path)
  const file = openSafetensors(path)
  try {
    const config = readLoraConfig(file.path, file.metadata)
    const { parts, ignoredKeys } = partsByLayer(file)
    const layers = [...parts].map(([layer, keys]) => readLayer(file, layer, keys, config))
    return { layers, ignoredKeys }
  } finally {
    file.close()
  }
}

/** A pickle can run any program while it is read; the older files of the trainer are such. */
function refusePickle(path: string): void {
  const start = Buffer.alloc(9)
  try {
    const descriptor = openSync(path, 'r')
    readSync(descriptor, start, 0, start.length, 0)
    closeSync(descriptor)
  } catch (cause) {
    throw new StableAudioError('lora_invalid', `${path} cannot be read`, { cause })
  }
  // A .safetensors file has its header there, whatever the length before it looks like.
  if (start[8] === '{'.charCodeAt(0)) return
  const isArchive = start.toString('latin1', 0, 2) === 'PK'
  const isBarePickle = start[0] === 0x80
  if (isArchive || isBarePickle || /\.(ckpt|pt|pth|bin|pkl)$/i.test(path)) {
    throw new StableAudioError('lora_invalid', `${path} is a pickle, which is not opened; save it as .safetensors`)
  }
}

type LayerKeys = ReadonlyMap<AdapterPart, string>

function partsByLayer(file: SafetensorsFile): { parts: Map<string, LayerKeys>; ignoredKeys: number } {
  const parts = new Map<string, Map<AdapterPart, string>>()
  let ignoredKeys = file.others.size
  for (const key of file.tensors.keys()) {
    const parsed = parseAdapterKey(key)
    if (parsed === undefined) {
      ignoredKeys += 1
      continue
    }
    const layer = parts.get(parsed.layer) ?? new Map<AdapterPart, string>()
    parts.set(parsed.layer, layer.set(parsed.part, key))
  }
  return { parts, ignoredKeys }
}

function readLayer(file: SafetensorsFile, layer: string, keys: LayerKeys, config: LoraConfig): LoraLayer {
  const kind = config.kind === 'dora' ? legacyKind(file, keys) : config.kind
  const { scaling } = kind
  const factors = readFactors(file, layer, keys, kind)
  const rank = 'core' in factors ? Math.sqrt(factors.core.length) : rankOf(file, keys)
  const nominalRank = config.rank ?? rank
  const alpha = config.alpha ?? nominalRank
  const magnitudes = (part: AdapterPart) => readPart(file, layer, keys, part)
  return {
    layer,
    scaling,
    rank,
    gain: alpha / (config.rankStabilised ? Math.sqrt(nominalRank) : nominalRank),
    factors,
    rowMagnitudes:
      scaling === 'rows' ? magnitudes('magnitude') : scaling === 'both' ? magnitudes('rowMagnitude') : undefined,
    columnMagnitudes:
      scaling === 'columns' ? magnitudes('magnitude') : scaling === 'both' ? magnitudes('columnMagnitude') : undefined,
  }
}

function readFactors(file: SafetensorsFile, layer: string, keys: LayerKeys, kind: AdapterKind): LowRankFactors {
  if (!kind.extraSmall) {
    return { down: readPart(file, layer, keys, 'down'), up: readPart(file, layer, keys, 'up') }
  }
  const core = readPart(file, layer, keys, 'core')
  if (!Number.isInteger(Math.sqrt(core.length))) {
    throw new StableAudioError('lora_invalid', `the core of ${layer} in ${file.path} is not square`)
  }
  return { core }
}

function readPart(file: SafetensorsFile, layer: string, keys: LayerKeys, part: AdapterPart): Float32Array {
  const key = keys.get(part)
  if (key !== undefined) return file.readFloat32(key)
  throw new StableAudioError('lora_invalid', `${layer} in ${file.path} has no ${PART_NAMES[part]}`)
}

const PART_NAMES = {
  down: 'lora_A',
  up: 'lora_B',
  core: 'M_xs',
  magnitude: 'magnitude',
  rowMagnitude: 'magnitude_r',
  columnMagnitude: 'magnitude_c',
} as const satisfies Record<AdapterPart, string>

const shapeOf = (file: SafetensorsFile, key: string | undefined): readonly number[] =>
  key === undefined ? [] : file.get(key).shape

const rankOf = (file: SafetensorsFile, keys: LayerKeys): number => shapeOf(file, keys.get('down'))[0] ?? 0

/** Files of before there were names for both kept one magnitude a column as [1, K]. */
function legacyKind(file: SafetensorsFile, keys: LayerKeys): AdapterKind {
  const [outermost, ...inner] = shapeOf(file, keys.get('magnitude'))
  return { scaling: outermost === 1 && inner.length > 0 ? 'columns' : 'rows', extraSmall: false }
}
