/** Pitch class: 0 = C … 11 = B. */
export type PitchClass = number

/** At this confidence and below, a key is a guess. */
export const KEY_CONFIDENCE = 0.15

export interface Key {
  readonly root: PitchClass
  readonly minor: boolean
  /** 0 … 1; see KEY_CONFIDENCE. */
  readonly confidence: number
}

export interface Chord {
  readonly root: PitchClass
  readonly minor: boolean
  readonly confidence: number
}

export type SourceKind = 'music' | 'speech' | 'texture' | 'silence'

/** What is known about a source clip: everything the plan and the arranger may depend on. */
export interface SourceFacts {
  readonly kind: SourceKind
  readonly durationSeconds: number
  readonly tempoBpm: number
  /** 0 … 1; below 0.2 the clip is treated as having no tempo. */
  readonly tempoConfidence: number
  readonly beatsSeconds: readonly number[]
  /** Index modulo 4 of the beats that begin a bar. */
  readonly downbeatPhase: number
  readonly key: Key
  /** Deviation from A4 = 440 Hz, in semitones, −0.5 … 0.5. */
  readonly tuningSemitones: number
  /** Mean energy of the 12 pitch classes. */
  readonly chroma: Float64Array
  /** Share of the four strongest pitch classes, 0.33 … 1: how tonal the clip is. */
  readonly chromaPeakShare: number
  /** One chord a beat; one each 0.5 s when there are no beats. */
  readonly beatChords: readonly Chord[]
  readonly onsetsSeconds: readonly number[]
  /** Long-term average spectrum in third octaves (31 Hz … 20 kHz), dB. */
  readonly spectrumDb: Float64Array
  readonly centroidHz: number
  readonly flatness: number
  readonly levelDb: number
  /** Share of 20 ms frames that are near silent, 0 … 1. */
  readonly pauseRatio: number
}
