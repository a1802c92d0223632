/**
 * What a LoRA file says about itself: in its header (official), or in a file beside it (PEFT).
 * Source: specification 4.1.
 */

import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { StableAudioError } from '../errors.ts'
import { ADAPTER_TYPES, type AdapterKind, adapterKind } from './adapter-kind.ts'

export interface LoraConfig {
  /** Legacy `dora`: rows or columns, as the shape of the magnitudes tells. */
  readonly kind: AdapterKind | 'dora'
  /** The tensors' own when absent. */
  readonly rank: number | undefined
  /** The rank when absent. */
  readonly alpha: number | undefined
  /** Divide by √rank instead of the rank. */
  readonly rankStabilised: boolean
}

/** @throws StableAudioError `lora_invalid` */
export function readLoraConfig(path: string, metadata: ReadonlyMap<string, string>): LoraConfig {
  const text = metadata.get('lora_config')
  if (text !== undefined) return officialConfig(path, parseObject(`the lora_config of ${path}`, text))
  const beside = join(dirname(path), 'adapter_config.json')
  if (existsSync(beside)) return peftConfig(beside, parseObject(beside, readFileSync(beside, 'utf8')))
  return officialConfig(path, {})
}

type JsonObject = Readonly<Record<string, unknown>>

function officialConfig(path: string, config: JsonObject): LoraConfig {
  const type = config.adapter_type ?? 'lora'
  const kind = type === 'dora' ? 'dora' : typeof type === 'string' ? adapterKind(type) : undefined
  if (kind === undefined) {
    const known = ADAPTER_TYPES.join(', ')
    throw new StableAudioError('lora_invalid', `${path} is of the type ${JSON.stringify(type)}; known are ${known}`)
  }
  return {
    kind,
    rank: positive(path, 'rank', config.rank),
    alpha: positive(path, 'alpha', config.alpha),
    rankStabilised: false,
  }
}

function peftConfig(path: string, config: JsonObject): LoraConfig {
  return {
    kind: { scaling: config.use_dora === true ? 'rows' : 'none', extraSmall: false },
    rank: positive(path, 'r', config.r),
    alpha: positive(path, 'lora_alpha', config.lora_alpha),
    rankStabilised: config.use_rslora === true,
  }
}

function positive(path: string, name: string, value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'number' && Number.isFinite(value) && value > 0) return value
  throw new StableAudioError('lora_invalid', `${path} has ${name} = ${JSON.stringify(value)}, not a positive number`)
}

function parseObject(what: string, text: string): JsonObject {
  const refuse = (cause?: unknown) => new StableAudioError('lora_invalid', `${what} is not a JSON object`, { cause })
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (cause) {
    throw refuse(cause)
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw refuse()
  return parsed as JsonObject
}
