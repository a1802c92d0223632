import type { StereoAudio } from '@retimbre/media'

/** What an engine can do now, with what is installed. */
export interface EngineCapabilities {
  /** Stable name shown with every result, e.g. `dsp-restyle`. */
  readonly engine: string
  readonly version: string
  /** One sentence for a person: what this engine is, and what it is not. */
  readonly description: string
  /** Model ids that it can serve. */
  readonly models: readonly string[]
  /** By model id: the checkpoints that can serve it, the one that does so unasked first. Absent: it needs none. */
  readonly checkpoints?: Readonly<Record<string, readonly CheckpointOffer[]>>
  /** Names of the LoRA files that a request may add. */
  readonly loras?: readonly string[]
  /** What of a request changes nothing in its results. Absent: it has a use for everything. */
  readonly ignores?: readonly PassedOver[]
}

/** What a request may say that some engines have no use for. */
export type PassedOver = 'checkpoint' | 'schedule' | 'sampler' | 'loras' | 'plan'

export interface CheckpointOffer {
  /** E.g. `small-music`. */
  readonly name: string
  /** Longest result that it makes. */
  readonly longestSeconds: number
}

export const SCHEDULES = ['monotone', 'upstream'] as const
export const SAMPLERS = ['pingpong', 'euler', 'dpmpp', 'rk4'] as const
/** What becomes of the kept part of an edited clip: remade by the codec, kept as latents, or the very samples. */
export const PASTES = ['none', 'latent', 'audio'] as const

export type Schedule = (typeof SCHEDULES)[number]
export type Sampler = (typeof SAMPLERS)[number]
export type Paste = (typeof PASTES)[number]

/** A stretch of a clip. */
export interface Region {
  readonly startSeconds: number
  readonly endSeconds: number
}

export interface LoraChoice {
  /** Of {@link EngineCapabilities.loras}. */
  readonly name: string
  readonly strength: number
}

/** By key of the restyle engine's plan: what takes the place of what the words give. */
export type PlanOverride = Readonly<Record<string, number>>

/** What is to be made. The clip that it is made from comes later, see {@link RenderTask}. */
export type RenderMode =
  | { readonly kind: 'words'; readonly durationSeconds: number }
  | {
      readonly kind: 'audio-to-audio'
      readonly durationSeconds: number
      /** 0 keeps the source, 1 moves as far away from it as the engine can. */
      readonly initNoiseLevel: number
      readonly plan?: PlanOverride | undefined
    }
  /** Makes the regions anew; the result is as long as the source. */
  | { readonly kind: 'inpainting'; readonly regions: readonly Region[]; readonly paste: Paste }
  | {
      readonly kind: 'outpainting'
      readonly beforeSeconds: number
      readonly afterSeconds: number
      readonly paste: Paste
    }

type WithSource<Mode> = Mode extends { readonly kind: 'words' } ? Mode : Mode & { readonly source: StereoAudio }

/** A mode with the clip that it starts from, except where words are all there is. */
export type RenderTask = WithSource<RenderMode>

/** What holds for every mode, in the engine's own terms: the wire's names end in `api/wavespeed`. */
export interface RenderKnobs {
  readonly prompt: string
  readonly negativePrompt: string
  readonly numInferenceSteps: number
  readonly guidanceScale: number
  /** The engine's own choice where absent. */
  readonly checkpoint?: string | undefined
  readonly schedule?: Schedule | undefined
  readonly sampler?: Sampler | undefined
  readonly loras: readonly LoraChoice[]
}

/** What a caller can set. */
export interface RenderParameters extends RenderKnobs {
  readonly mode: RenderMode
  /** How many results, each rendered as if it were alone; the seed of the next is one higher. */
  readonly batchSize: number
  /** Who was to make it when it was submitted; absent in tasks of earlier versions. */
  readonly expectedEngine?: string | undefined
}

/** One job as an engine gets it. */
export interface RenderRequest extends RenderKnobs {
  readonly model: string
  readonly task: RenderTask
  /** 0 … 2³²−1; the same request with the same seed gives the same samples. */
  readonly seed: number
}

export interface StepCount {
  readonly done: number
  readonly total: number
}

export interface RenderProgress {
  /** One of a fixed few of the engine's own, in words for a person. */
  readonly stage: string
  /** 0 … 1 of the whole render. */
  readonly fraction: number
  /** Where the stage has steps that a person waits for. */
  readonly step?: StepCount | undefined
}

/** The last event of a render that succeeded. */
export interface RenderedAudio {
  readonly audio: StereoAudio
  readonly engine: string
  readonly engineVersion: string
  /** Sentences for a person: an ignored knob, a word that was not understood, a limit that was hit. */
  readonly warnings: readonly string[]
  /** What the engine understood and did; JSON, the engine's own shape. */
  readonly report: Readonly<Record<string, unknown>>
}

export type RenderEvent =
  | ({ readonly type: 'progress' } & RenderProgress)
  | ({ readonly type: 'rendered' } & RenderedAudio)

/** One way of making audio. An adapter wraps a library; the worker drives it. */
export interface Engine {
  /** Asked at start and whenever the catalogue is shown. */
  capabilities(): Promise<EngineCapabilities>
  /**
   * Called once for each result of a leased job. Yields progress at least once a step and ends with exactly one
   * `rendered` event; stops within one step of an abort.
   * @throws JobError `output_rejected` when what came out is no sound, and another seed may do better
   */
  render(request: RenderRequest, signal: AbortSignal): AsyncGenerator<RenderEvent, void>
}
