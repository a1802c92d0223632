import type { WriteProgress } from './checkpoint/derived-file.ts'
import type { Checkpoint } from './checkpoint/open.ts'
import { openCheckpoint } from './checkpoint/open.ts'
import type { TensorSource } from './checkpoint/tensor-source.ts'
import { longestSamples } from './diffusion/lengths.ts'
import { fill, StableAudioError } from './errors.ts'
import type { Int8Matrices } from './graph/parameters.ts'
import { assembleModel, type LoadedModel } from './loaded-model.ts'
import { type LoraSet, loadLoras } from './lora/adapters.ts'
import { mapEvents } from './map-events.ts'
import { MODEL_WARNINGS } from './model-warnings.ts'
import { checkOpenOptions, type OpenOptions, type Precision } from './open-options.ts'
import { generateItems } from './pipeline.ts'
import { openInt8Matrices } from './quantisation/int8-cache.ts'
import { codecMatrices, ditMatrices } from './quantisation/matrix-plan.ts'
import type { GenerateEvent, GenerateRequest } from './request.ts'
import { type ResolvedRequest, resolveRequest } from './request-validation.ts'
import { providerTraits, resolveProvider } from './runtime/providers.ts'
import type { ExecutionProvider } from './runtime/session.ts'
import { createSessionPool, type SessionPool } from './runtime/session-pool.ts'
import { loadTokenizer } from './text/tokenizer.ts'
import { openWidenedEncoder } from './text/widened-encoder.ts'
import { Turns } from './turns.ts'

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
  /** What a person should know: another provider than the one asked for, and parts of LoRAs that fit nothing here. */
  readonly warnings: readonly string[]
}

/**
 * A Stable Audio 3 checkpoint, ready to make audio.
 *
 * One generation runs at a time; a further one waits for it, from its first `next()`. A generation that has begun keeps
 * its turn until its events are read to the end, `return()` is called (as leaving a `for await` does), its signal is
 * aborted, or the model is closed: one that is begun and forgotten holds up the others. ONNX Runtime blocks the thread
 * while it computes (0.2 to 5 s a step on a CPU), so a server opens this in a process of its own, with
 * `processEnvironment()`.
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
  readonly #turns = new Turns()
  #model: LoadedModel | undefined
  #isClosed = false

  /** @internal */
  private constructor(parts: OpenParts) {
    this.info = parts.info
    this.#checkpoint = parts.checkpoint
    this.#sessions = parts.sessions
    this.#loras = parts.loras
    this.#options = parts.options
  }

  /**
   * Reads headers and configurations: 0.1 s. With LoRAs that have trained magnitudes (DoRA, BoRA) their matrices too:
   * seconds. `-xs` adapters take each matrix apart: minutes. Other strengths of a LoRA cost nothing or a fraction of a
   * second at the next generation, but with BoRA, or rows mixed with columns, their matrices are read again: seconds.
   * @param folder  with `model.safetensors`, `model_config.json` and the text encoder
   * @throws StableAudioError `option_out_of_range`, `checkpoint_not_found`, `checkpoint_damaged`,
   *         `checkpoint_unsupported`, `tensor_missing`, `tensor_misshapen`, `lora_invalid`, `provider_unavailable`,
   *         `precision_unavailable`; the signal's reason, between two matrices of a LoRA
   */
  static async open(folder: string, options: OpenOptions = {}): Promise<StableAudio> {
    checkOpenOptions(options)
    const { precision = 'fp32', provider: wanted, allowProviderFallback: allowFallback } = options
    const { provider, warning } = await resolveProvider(wanted, { allowFallback })
    if (precision === 'int8' && !providerTraits(provider).int8) {
      throw new StableAudioError('precision_unavailable', `${provider} has no int8 products; use fp32`)
    }
    const { threads, memoryBudgetBytes, freeBetweenStages, textEncoderFolder } = options
    const checkpoint = await openCheckpoint(folder, { textEncoderFolder })
    try {
      const wholeOnProvider = provider !== 'cpu' && allowFallback !== true
      const sessions = createSessionPool({ provider, threads, memoryBudgetBytes, freeBetweenStages, wholeOnProvider })
      const { loras: files = [], signal } = options
      const loras = files.length > 0 ? await loadLoras(files, checkpoint.tensors, { sessions, signal }) : undefined
      const info = describe(checkpoint, { precision, provider, loras, warning })
      return new StableAudio({ info, checkpoint, sessions, loras, options })
    } catch (error) {
      checkpoint.close()
      throw error
    }
  }

  /**
   * Makes the items of a request one after another; yields progress at every step and an item's audio when it is done.
   * @throws StableAudioError `option_out_of_range` at the first event, before it waits for its turn; `model_closed`; `non_finite_latents`,
   *         `session_failed` later; the signal's reason, at once while it waits and within one step when it runs
   */
  generate(
    request: GenerateRequest,
    { signal = new AbortController().signal }: { readonly signal?: AbortSignal | undefined } = {},
  ): AsyncGenerator<GenerateEvent, void> {
    return this.#turns.generator(() => {
      const resolved = resolveRequest(request, { ...this.#checkpoint.config, loraNames: this.info.loras })
      return (ended) => this.#generate(resolved, ended)
    }, signal)
  }

  async *#generate(request: ResolvedRequest, signal: AbortSignal): AsyncGenerator<GenerateEvent, void> {
    this.#requireOpen()
    this.#model ??= yield* this.#load(signal)
    yield* generateItems(this.#model, request, signal)
  }

  /**
   * Call it when nobody waits: makes further generations 5-9 % faster where memory allows. Takes seconds at most.
   * @throws StableAudioError `model_closed`
   */
  async settle(): Promise<void> {
    const release = await this.#turns.take()
    try {
      this.#requireOpen()
      await this.#sessions.settle()
    } finally {
      release()
    }
  }

  /**
   * Ends what runs, within one step, and what waits, both with `model_closed`; then frees everything. Closing twice is
   * closing once.
   */
  async close(): Promise<void> {
    if (this.#isClosed) return
    this.#isClosed = true
    await this.#turns.endAll(closedError())
    const release = await this.#turns.take()
    try {
      await this.#sessions.release()
      this.#checkpoint.close()
    } finally {
      release()
    }
  }

  #requireOpen(): void {
    if (this.#isClosed) throw closedError()
  }

  async *#load(signal: AbortSignal): AsyncGenerator<GenerateEvent, LoadedModel> {
    const int8 = this.info.precision === 'int8' ? yield* this.#int8(signal) : undefined
    const textTensors = yield* this.#widenedText(signal)
    return assembleModel({
      checkpoint: this.#checkpoint,
      textTensors,
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
    return yield* mapEvents(opening, preparing)
  }

  async *#widenedText(signal: AbortSignal): AsyncGenerator<GenerateEvent, TensorSource> {
    const { textEncoder } = this.#checkpoint
    const opening = openWidenedEncoder({ ...textEncoder, folder: this.#options.derivedFolder, signal })
    return yield* mapEvents(opening, preparing)
  }
}

const preparing = ({ writtenBytes: done, totalBytes: total }: WriteProgress): GenerateEvent => ({
  ...{ type: 'progress', stage: 'prepare', item: 0 },
  ...{ done, total },
})

const closedError = (): StableAudioError => new StableAudioError('model_closed', 'open it again to generate')

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
    longestSeconds: longestSamples(config) / config.sampleRateHz,
    precision: chosen.precision,
    provider: chosen.provider,
    loras: chosen.loras?.loras.map((lora) => lora.name) ?? [],
    warnings: [...(chosen.warning === undefined ? [] : [chosen.warning]), ...ignoredParts(chosen.loras)],
  }
}

const ignoredParts = (set: LoraSet | undefined): string[] =>
  (set?.loras ?? [])
    .filter(({ ignored }) => ignored > 0)
    .map(({ name, matrices, ignored }) => fill(MODEL_WARNINGS.ignored_parts, { name, matrices, ignored }))
