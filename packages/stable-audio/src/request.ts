import type { StereoAudio } from '@retimbre/media'

export const SAMPLERS = ['pingpong', 'euler', 'dpmpp', 'rk4'] as const
export type Sampler = (typeof SAMPLERS)[number]

/** `monotone` falls from the first noise level to 0; `upstream` is the published code's, which jumps up once. */
export const SCHEDULES = ['monotone', 'upstream'] as const
export type Schedule = (typeof SCHEDULES)[number]

/** What becomes of the part of an inpainted clip that was to be kept. */
export const PASTE_MODES = ['none', 'latent', 'audio'] as const
export type PasteMode = (typeof PASTE_MODES)[number]

/** `limiter` keeps peaks under full scale without clipping; `clamp` cuts them, as the published code does. */
export const PEAK_MODES = ['limiter', 'clamp'] as const
export type PeakMode = (typeof PEAK_MODES)[number]

export interface Region {
  readonly startSeconds: number
  readonly endSeconds: number
}

/** Start from a clip instead of pure noise. */
export interface InitAudio {
  /**
   * 44.1 kHz; shorter than what is generated is padded with silence, longer is cut. What is generated goes on behind the
   * wanted end, by `paddingSeconds`: a longer clip fills that too, and is heard through it.
   */
  readonly audio: StereoAudio
  /** 0 < level ≤ 1: how much noise the clip is given before it is denoised. */
  readonly noiseLevel: number
  /**
   * Names the clip, so that its latents are found again; hashed from the samples when absent, which takes a tenth of a
   * second for minutes of audio. One name must mean one clip as long as the model is open: of another clip under the
   * same name only another length is noticed.
   */
  readonly cacheKey?: string | undefined
}

/** Make some regions of a clip anew and keep the rest. */
export interface Inpainting {
  /** 44.1 kHz. */
  readonly audio: StereoAudio
  readonly regions: readonly Region[]
  /** With `audio` the samples that are kept are the source's own, at its level, whatever `peaks` says. */
  readonly paste: PasteMode
  /** As that of `InitAudio`; the two share their names. */
  readonly cacheKey?: string | undefined
}

/** One result of a batch. */
export interface GenerateItem {
  readonly prompt: string
  /** What guidance leads away from; `''` is a prompt without words, which is not the same as none. */
  readonly negativePrompt?: string | undefined
  /** 0 … 2³²−1. The same seed gives the noise that PyTorch's CPU generator gives. */
  readonly seed: number
}

export interface Guidance {
  /** 1 is off. */
  readonly scale: number
  /** Share of the guidance that is at right angles to the prediction (APG); 0 … 1. */
  readonly apg?: number | undefined
  /** 0 is off. */
  readonly normThreshold?: number | undefined
  /** 0 is off; 1 gives each frame the deviation that it has without guidance. */
  readonly rescale?: number | undefined
  /** Noise levels between which guidance is on. */
  readonly interval?: readonly [number, number] | undefined
}

export interface GenerateRequest {
  /** One result each, made one after another: a batch equals its items run alone. */
  readonly items: readonly GenerateItem[]
  readonly durationSeconds: number
  /** The checkpoint's own when absent: 8 steps of `pingpong`, or 50 of `euler` on a base checkpoint. */
  readonly steps?: number | undefined
  readonly sampler?: Sampler | undefined
  readonly schedule?: Schedule | undefined
  readonly guidance?: Guidance | undefined
  readonly initAudio?: InitAudio | undefined
  readonly inpainting?: Inpainting | undefined
  /** Strength of each LoRA that is loaded, by its name; 1 when absent. */
  readonly loraStrengths?: Readonly<Record<string, number>> | undefined
  /** Silence that is generated after the wanted end, so that the clip can end; 6 as published. */
  readonly paddingSeconds?: number | undefined
  /** What was kept of an inpainted clip with `paste: 'audio'` is not touched. */
  readonly peaks?: PeakMode | undefined
  /** The noise that the published codec adds. Off, as in every other runtime; on for parity with PyTorch. */
  readonly codecNoise?: boolean | undefined
}

/** Where a generation is. `item` counts from 0. */
export type GenerateProgress =
  /** Only when int8 weights are made: once per checkpoint. `done` and `total` are bytes of their file. */
  | { readonly stage: 'prepare'; readonly item: number; readonly done: number; readonly total: number }
  | { readonly stage: 'text'; readonly item: number }
  | { readonly stage: 'encode'; readonly item: number; readonly done: number; readonly total: number }
  | {
      readonly stage: 'step'
      readonly item: number
      /** 1 … total: the step that has just been made. */
      readonly done: number
      readonly total: number
      /** What the model now thinks the clean latents are, [256, T]. */
      readonly latents: Float32Array
    }
  | { readonly stage: 'decode'; readonly item: number; readonly done: number; readonly total: number }

export interface GeneratedItem {
  /** 44.1 kHz, exactly the wanted length. */
  readonly audio: StereoAudio
  /** Clean latents before the codec, [256, T]. */
  readonly latents: Float32Array
  readonly frames: number
  readonly seed: number
}

export type GenerateEvent =
  | ({ readonly type: 'progress' } & GenerateProgress)
  | ({ readonly type: 'generated'; readonly item: number } & GeneratedItem)
