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
}

/** What a caller can set, in the engine's own terms: the wire's names end in `api/wavespeed`. */
export interface RenderParameters {
  readonly prompt: string
  readonly negativePrompt: string
  readonly durationSeconds: number
  /** 0 keeps the source, 1 moves as far away from it as the engine can. */
  readonly initNoiseLevel: number
  readonly numInferenceSteps: number
  readonly guidanceScale: number
}

/** One job as an engine gets it. */
export interface RenderRequest extends RenderParameters {
  readonly model: string
  /** 0 … 2³²−1; the same request with the same seed gives the same samples. */
  readonly seed: number
  /** Absent for models that start from words alone. */
  readonly source?: StereoAudio
}

export interface RenderProgress {
  readonly stage: string
  /** 0 … 1 of the whole render. */
  readonly fraction: number
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
   * Called once per leased job. Yields progress at least once a second and ends with exactly one `rendered` event;
   * stops within one step of an abort.
   */
  render(request: RenderRequest, signal: AbortSignal): AsyncGenerator<RenderEvent, void>
}
