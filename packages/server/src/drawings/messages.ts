/** What can be drawn of a clip. */
export const DRAWING_KINDS = ['peaks', 'spectrogram'] as const

export type DrawingKind = (typeof DRAWING_KINDS)[number]

/** Peaks as fine as anybody may ask for; coarser ones are made of these. */
export const PEAK_SLICES = 16_384

/** The picture as fine as anybody may ask for; smaller ones are made of this. */
export const SPECTROGRAM_SIZE = { width: 2_048, height: 512 } as const

/** The one answer of the process that draws; what to draw is its argument, and the clip its input. */
export type DrawingAnswer =
  | { readonly ok: true; readonly drawing: Uint8Array }
  /** `reason` is a sentence for the owner of the clip; absent when the fault is ours. */
  | { readonly ok: false; readonly reason: string | undefined; readonly detail: string }

/** The clip's outline and loudness; JSON, as it is kept. */
export interface PeaksDrawing {
  readonly durationSeconds: number
  readonly sampleRateHz: number
  /** `undefined` for silence. */
  readonly loudnessLufs?: number
  readonly truePeakDbtp?: number
  /** One for each channel, and two for more than two. Full scale is 127. */
  readonly channels: readonly { readonly min: readonly number[]; readonly max: readonly number[] }[]
}
