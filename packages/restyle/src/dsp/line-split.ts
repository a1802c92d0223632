import { maskedPart } from './masked-stft.ts'
import { SAMPLE_RATE_HZ, type StereoAudio } from './stereo.ts'
import { midiToHz } from './units.ts'

/**
 * What sounds at a known line and its harmonics up to 7 kHz: a comb over the frames of a transform.
 * N = 8192 (186 ms), bins of 5.4 Hz. Held notes of a singer, which a median over time takes for accompaniment, are
 * found here; measured on a synthetic song, taking the line away after the median split lowers the voice by 12 dB more
 * and the accompaniment by 1 dB more. Whatever shares a harmonic with the line goes with it.
 * Cost: 4 ms a second of stereo.
 */
export interface Line {
  /** MIDI notes, one each `stepSeconds` from 0 on; null where nothing is sung. */
  readonly notes: readonly (number | null)[]
  readonly stepSeconds: number
  readonly tuningSemitones: number
}

const FRAME = 8192
const BIN_HZ = SAMPLE_RATE_HZ / FRAME
const HIGHEST_HZ = 7000
/** A sung note is never exactly in tune. */
const COMB_CENTS = 25
/** Half the width of a steady partial under the window. */
const COMB_BINS = 1.5

/** Yields the fraction done; returns the line. What is left without it: add(audio, line, -1). */
export function estimateLine(audio: StereoAudio, line: Line): Generator<number, StereoAudio> {
  let frame = 0
  return maskedPart(audio, {
    frameSize: FRAME,
    firstBin: 0,
    lastBin: Math.round(HIGHEST_HZ / BIN_HZ),
    judge(_rows, _packed, mask) {
      const seconds = (frame * (FRAME / 2)) / SAMPLE_RATE_HZ
      frame++
      mask.fill(0)
      const note = line.notes[Math.floor(seconds / line.stepSeconds)] ?? null
      if (note !== null) combMask(mask, midiToHz(note + line.tuningSemitones))
    },
  })
}

function combMask(mask: Float32Array, hz: number): void {
  const spread = 2 ** (COMB_CENTS / 1200) - 1
  for (let harmonic = hz; harmonic < HIGHEST_HZ; harmonic += hz) {
    const reach = (harmonic * spread) / BIN_HZ + COMB_BINS
    const from = Math.max(0, Math.floor(harmonic / BIN_HZ - reach))
    const to = Math.ceil(harmonic / BIN_HZ + reach)
    for (let bin = from; bin <= to; bin++) mask[bin] = 1
  }
}
