/** How a checkpoint is opened, and which of it cannot be. */

import type { LoraToLoad } from './lora/adapters.ts'
import { optionFault } from './option-faults.ts'
import { EXECUTION_PROVIDERS, type ExecutionProvider } from './runtime/session.ts'

export const PRECISIONS = ['fp32', 'int8'] as const
export type Precision = (typeof PRECISIONS)[number]

export interface OpenOptions {
  /** `fp32` is the reference's arithmetic; `int8` is faster (1.4 to 1.9 times where measured), smaller, and near it. */
  readonly precision?: Precision | undefined
  /** `cpu` when absent. */
  readonly provider?: ExecutionProvider | undefined
  /** Take the CPU when the provider is not there; an error otherwise. */
  readonly allowProviderFallback?: boolean | undefined
  /** One a physical core when absent. */
  readonly threads?: number | undefined
  /** Applied in this order. */
  readonly loras?: readonly LoraToLoad[] | undefined
  /**
   * Where int8 weights and the text encoder in fp32 (0.34 GB; it is published in bf16) are kept, in files named by what
   * they were made from: `$XDG_CACHE_HOME/retimbre/derived`, or `~/.cache/retimbre/derived`, when absent. Files of checkpoints that have changed or gone stay until they are deleted
   * by hand, which is safe whenever no model is open.
   */
  readonly derivedFolder?: string | undefined
  /** What open sessions may hold together; half of the memory when absent. */
  readonly memoryBudgetBytes?: number | undefined
  /** Close what a stage used as soon as it is over; so on machines under 12 GB when absent. */
  readonly freeBetweenStages?: boolean | undefined
  /** Bend the text encoder's logits to ±50, as some other runtimes do. The published program does not. */
  readonly textSoftcap?: boolean | undefined
  /** Where the text encoder lies when it is not in the checkpoint's own folder. */
  readonly textEncoderFolder?: string | undefined
  /** Looked at between matrices while LoRAs are loaded, which may take minutes. */
  readonly signal?: AbortSignal | undefined
}

/** @throws StableAudioError `option_out_of_range` */
export function checkOpenOptions({ precision, provider, threads, memoryBudgetBytes }: OpenOptions): void {
  if (precision !== undefined && !PRECISIONS.includes(precision)) {
    throw optionFault('choice', { name: 'precision', value: precision, choices: PRECISIONS.join(', ') })
  }
  if (provider !== undefined && !EXECUTION_PROVIDERS.includes(provider)) {
    throw optionFault('choice', { name: 'provider', value: provider, choices: EXECUTION_PROVIDERS.join(', ') })
  }
  if (threads !== undefined && !(Number.isInteger(threads) && threads >= 1)) {
    throw optionFault('whole_at_least', { name: 'threads', value: threads, from: 1 })
  }
  if (memoryBudgetBytes !== undefined && !(memoryBudgetBytes > 0)) {
    throw optionFault('above_zero', { name: 'memoryBudgetBytes', value: memoryBudgetBytes })
  }
}
