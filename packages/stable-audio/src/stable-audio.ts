import type { Checkpoint } from './checkpoint/open.ts'
import { openCheckpoint } from './checkpoint/open.ts'
import { StableAudioError } from './errors.ts'
import type { Int8Matrices } from './graph/parameters.ts'
import { assembleModel, type LoadedModel } from './loaded-model.ts'
import { type LoraSet, type LoraToLoad, loadLoras } from './lora/adapters.ts'
import { generateItems } from './pipeline.ts'
import { openInt8Matrices } from './quantisation/int8-cache.ts'
import { codecMatrices, ditMatrices } from './quantisation/matrix-plan.ts'
import type { GenerateEvent, GenerateRequest } from './request.ts'
import { resolveRequest } from './request-validation.ts'
import { providerTraits, resolveProvider } from './runtime/providers.ts'
import type { ExecutionProvider } from './runtime/session.ts'
import { createSessionPool, type SessionPool } from './runtime/session-pool.ts'
import { loadTokenizer } from './text/tokenizer.ts'

export const PRECISIONS = ['fp32', 'int8'] as const
export type Precision = (typeof PRECISIONS)[number]

export interface OpenOptions {
  /** `fp32` is the reference's arithmetic; `int8` is about twice as fast, in a quarter of the memory, and near it. */
  readonly precision?: Precision | undefined
  /** `cpu` when absent. */
  readonly provider?: ExecutionProvider | undefined
  /** Take the CPU when the provider is not there; an error otherwise. */
  readonly allowProviderFallback?: boolean | undefined
  /** One a physical core when absent. */
  readonly threads?: number | undefined
  /** Applied in this order. */
  readonly loras?: readonly LoraToLoad[] | undefined
  /** Where int8 weights are kept; a folder of the user's cache when absent. */
  readonly derivedFolder?: string | undefined
  /** What open sessions may hold together; half of the memory when absent. */
  readonly memoryBudgetBytes?: number | undefined
  /** Close what a stage used as soon as it is over; so on machines under 12 GB when absent. */
  readonly freeBetweenStages?: boolean | undefined
  /** Bend the text encoder's logits to ±50, as some other runtimes do. The published program does not. */
  readonly textSoftcap?: boolean | undefined
  /** Where the text encoder lies when it is not in the checkpoint's own folder. */
  readonly textEncoderFolder?: string | undefined
}

export interface ModelInfo {
  readonly name: string
  readonly folder: string
  /** `rf_denoiser` is distilled to 8 steps without guidance; `rectified_flow` is a base checkpoint. */
  readonly objective: 'rf_denoiser' | 'rectified_flow'
  readonly longestSeconds: number
  readonly sizeBytes: number
  readonly precision: Precision
  readonly provider: ExecutionProvider
  readonly loras: readonly string[]
  /** What a person should know: another provider than the one asked for. */
  readonly warnings: readonly string[]
}

/**
 * A Stable Audio 3 checkpoint, ready to make audio.
 *
 * One generation runs at a time; a further one waits for it. ONNX Runtime blocks the thread while it computes (0.2 to
 * 5 s a step on a CPU), so a server opens this in a process of its own, with `processEnvironment()`.
 *
 * @example
 * const model = await StableAudio.open('/models/stable-audio-3-small-music')
 * for await (const event of model.generate({ items: [{ prompt: 'lofi house loop', seed: 7 }], durationSeconds: 10 })) {
 *   if (event.type === 'progress') console.log(event.stage)
 *   else await encodeToFile(event.audio, 'loop.wav', { format: 'wav' })
 * }
 * await model.close()
 */
export class StableAudio {
  readonly info: ModelInfo
  readonly #checkpoint: Checkpoint
  readonly #sessions: SessionPool
  readonly #loras: LoraSet | undefined
  readonly #options: OpenOptions
  #model: LoadedModel | undefined
  #busy: Promise<void> = Promise.resolve()

  /** @internal */
  private constructor(parts: OpenParts) {
    this.info = parts.info
    this.#checkpoint = parts.checkpoint
    this.#sessions = parts.sessions
    this.#loras = parts.loras
    this.#options = parts.options
  }

  /**
   * Reads headers and configurations: 0.1 s. With LoRAs that have trained magnitudes, their matrices too: seconds.
   * @param folder  with `model.safetensors`, `model_config.json` and the text encoder
   * @throws StableAudioError `checkpoint_not_found`, `checkpoint_damaged`, `checkpoint_unsupported`, `tensor_missing`,
   *         `tensor_misshapen`, `lora_invalid`, `provider_unavailable`, `precision_unavailable`
   */
  static async open(folder: string, options: OpenOptions = {}): Promise<StableAudio> {
    const { precision = 'fp32', provider: wanted, allowProviderFallback: allowFallback } = options
    const { provider, warning } = await resolveProvider(wanted, { allowFallback })
    if (precision === 'int8' && !providerTraits(provider).int8) {
      throw new StableAudioError('precision_unavailable', `${provider} has no int8 products; use fp32`)
    }
    const { threads, memoryBudgetBytes, freeBetweenStages, textEncoderFolder } = options
    const checkpoint = await openCheckpoint(folder, { textEncoderFolder })
    try {
      const sessions = createSessionPool({ provider, threads, memoryBudgetBytes, freeBetweenStages })
      const loras = options.loras?.length ? await loadLoras(options.loras, checkpoint.tensors, { sessions }) : undefined
      const info = describe(checkpoint, { precision, provider, loras, warning })
      return new StableAudio({ info, checkpoint, sessions, loras, options })
    } catch (error) {
      checkpoint.close()
      throw error
    }
  }

  /**
   * Makes the items of a request one after another; yields progress at every step and an item's audio when it is done.
   * @throws StableAudioError `option_out_of_range` before anything runs; `non_finite_latents`, `session_failed` later;
   *         the signal's reason, within one step of an abort
   */
  async *generate(
    request: GenerateRequest,
    { signal = new AbortController().signal }: { readonly signal?: AbortSignal | undefined } = {},
  ): AsyncGenerator<GenerateEvent, void> {
    const { objective, longestSeconds, loras } = this.info
    const resolved = resolveRequest(request, { objective, longestSeconds, loraNames: loras })
    const release = await this.#turn()
    try {
      signal.throwIfAborted()
      this.#model ??= yield* this.#load(signal)
      yield* generateItems(this.#model, resolved, signal)
    } finally {
      release()
    }
  }

  /** Call it when nobody waits: makes further generations 5-9 % faster where memory allows. Takes seconds at most. */
  async settle(): Promise<void> {
    const release = await this.#turn()
    try {
      await this.#sessions.settle()
    } finally {
      release()
    }
  }

  /** Waits for what is running, then frees everything. */
  async close(): Promise<void> {
    const release = await this.#turn()
    try {
      await this.#sessions.release()
      this.#checkpoint.close()
    } finally {
      release()
    }
  }

  /** Waits until it is this caller's turn. @returns what ends the turn */
  async #turn(): Promise<() => void> {
    const before = this.#busy
    let release = (): void => undefined
    this.#busy = new Promise((resolve) => {
      release = resolve
    })
    await before
    return release
  }

  async *#load(signal: AbortSignal): AsyncGenerator<GenerateEvent, LoadedModel> {
    const int8 = this.info.precision === 'int8' ? yield* this.#int8(signal) : undefined
    return assembleModel({
      checkpoint: this.#checkpoint,
      tokenizer: loadTokenizer(this.#checkpoint.tokenizerFolder),
      sessions: this.#sessions,
      loras: this.#loras,
      int8,
      portable: providerTraits(this.info.provider).portable,
      textSoftcap: this.#options.textSoftcap ?? false,
    })
  }

  async *#int8(signal: AbortSignal): AsyncGenerator<GenerateEvent, Int8Matrices> {
    const { tensors } = this.#checkpoint
    const matrices = [...ditMatrices(tensors, 'model.model.'), ...codecMatrices(tensors, 'pretransform.model.')]
    const opening = openInt8Matrices({ tensors, matrices, folder: this.#options.derivedFolder, signal })
    while (true) {
      const next = await opening.next()
      if (next.done) return next.value
      const { writtenBytes: done, totalBytes: total } = next.value
      yield { type: 'progress', stage: 'prepare', item: 0, done, total }
    }
  }
}

interface OpenParts {
  readonly info: ModelInfo
  readonly checkpoint: Checkpoint
  readonly sessions: SessionPool
  readonly loras: LoraSet | undefined
  readonly options: OpenOptions
}

function describe(
  { name, folder, config, sizeBytes }: Checkpoint,
  chosen: {
    readonly precision: Precision
    readonly provider: ExecutionProvider
    readonly loras: LoraSet | undefined
    readonly warning: string | undefined
  },
): ModelInfo {
  return {
    name,
    folder,
    sizeBytes,
    objective: config.objective,
    longestSeconds: config.sampleSize / config.sampleRateHz,
    precision: chosen.precision,
    provider: chosen.provider,
    loras: chosen.loras?.loras.map((lora) => lora.name) ?? [],
    warnings: chosen.warning === undefined ? [] : [chosen.warning],
  }
}
