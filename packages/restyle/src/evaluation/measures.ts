/**
 * What a test, a benchmark or a curious person measures on a result. Levels in dB, frequencies in Hz.
 * Source: specification of the restyle engine, section 4.
 */
import { integratedLoudness, truePeakDbtp } from '@retimbre/media'
import { chromaFrames } from '../analysis/chroma.ts'
import { correlation } from '../analysis/correlation.ts'
import { onsetEnvelope } from '../analysis/onsets.ts'
import { longTermSpectrum, THIRD_OCTAVES_HZ } from '../analysis/spectrum.ts'
import { estimateTempo } from '../analysis/tempo.ts'
import { SAMPLE_RATE_HZ, type StereoAudio } from '../dsp/stereo.ts'

export interface FormatMeasures {
  readonly lengthSamples: number
  /** Samples that are NaN or infinite. */
  readonly nonFinite: number
  readonly loudnessLufs: number
  readonly truePeakDbtp: number
}

/** What every result must get right, whatever the prompt. */
export function measureFormat(audio: StereoAudio): FormatMeasures {
  let nonFinite = 0
  for (const channel of [audio.left, audio.right]) for (const value of channel) if (!Number.isFinite(value)) nonFinite++
  return {
    lengthSamples: audio.left.length,
    nonFinite,
    loudnessLufs: integratedLoudness(audio),
    truePeakDbtp: truePeakDbtp(audio),
  }
}

export interface SoundMeasures {
  /** Third octaves, dB. */
  readonly spectrumDb: Float64Array
  readonly centroidHz: number
  readonly flatness: number
  /** Side over mid. */
  readonly sideDb: number
  /** Crest factor of the mid channel. */
  readonly crestDb: number
}

export function measureSound(audio: StereoAudio): SoundMeasures {
  const { spectrumDb, centroidHz, flatness } = longTermSpectrum(audio)
  let mid = 0
  let side = 0
  let peak = 0
  for (let i = 0; i < audio.left.length; i++) {
    const m = 0.5 * (audio.left[i] + audio.right[i])
    const s = 0.5 * (audio.left[i] - audio.right[i])
    mid += m * m
    side += s * s
    peak = Math.max(peak, Math.abs(m))
  }
  const midRms = Math.sqrt(mid / Math.max(1, audio.left.length))
  return {
    spectrumDb,
    centroidHz,
    flatness,
    sideDb: powerDb((side + 1e-12) / (mid + 1e-9)),
    crestDb: 20 * Math.log10((peak + 1e-9) / (midRms + 1e-9)),
  }
}

/** Share of the energy between two frequencies, dB of the whole. */
export function bandShareDb(spectrumDb: ArrayLike<number>, fromHz: number, toHz: number): number {
  let band = 0
  let all = 0
  THIRD_OCTAVES_HZ.forEach((hz, index) => {
    const power = 10 ** (spectrumDb[index] / 10)
    all += power
    if (hz >= fromHz && hz < toHz) band += power
  })
  return powerDb(band / (all + 1e-20) + 1e-12)
}

/** How differently two spectra are shaped: RMS over 50 Hz … 16 kHz in dB, level taken out. */
export function spectralDistanceDb(one: ArrayLike<number>, other: ArrayLike<number>): number {
  const differences = THIRD_OCTAVES_HZ.flatMap((hz, band) => (hz > 45 && hz < 16_500 ? [one[band] - other[band]] : []))
  const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length
  return Math.sqrt(differences.reduce((sum, value) => sum + (value - mean) ** 2, 0) / differences.length)
}

/** Mean correlation of the pitch classes sounding at the same time, −1 … 1: does the harmony survive? */
export function chromaAgreement(one: StereoAudio, other: StereoAudio): number {
  const first = chromaFrames(one)
  const second = chromaFrames(other)
  let sum = 0
  let frames = 0
  for (let t = 0; t < Math.min(first.frames, second.frames); t++) {
    const a = first.chroma.subarray(12 * t, 12 * t + 12)
    if (a.every((value) => value === 0)) continue
    sum += correlation(a, second.chroma.subarray(12 * t, 12 * t + 12))
    frames++
  }
  return sum / Math.max(1, frames)
}

/** By how many semitones up the pitch classes of `one` must be turned to fit `other` best, −6 … 5. */
export function chromaRotation(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let best = 0
  let bestFit = Number.NEGATIVE_INFINITY
  for (let turn = -6; turn < 6; turn++) {
    const fit = correlation(
      Array.from({ length: 12 }, (_, pitch) => one[(pitch - turn + 12) % 12]),
      other,
    )
    if (fit > bestFit) {
      bestFit = fit
      best = turn
    }
  }
  return best
}

/** Correlation of where things begin: does the rhythm survive? */
export function onsetAgreement(one: StereoAudio, other: StereoAudio): number {
  const first = onsetEnvelope(one).strength
  const second = onsetEnvelope(other).strength
  const frames = Math.min(first.length, second.length)
  return correlation(first.subarray(0, frames), second.subarray(0, frames))
}

export const trackedTempo = (audio: StereoAudio): number => estimateTempo(onsetEnvelope(audio)).bpm

/** T60 by Schroeder integration from `fromSeconds`, extrapolated from −5 … −25 dB; NaN when the decay is not reached. */
export function decayTime(audio: StereoAudio, fromSeconds: number): number {
  const { left, right } = audio
  const from = Math.round(fromSeconds * SAMPLE_RATE_HZ)
  const remaining = new Float64Array(left.length + 1)
  for (let i = left.length - 1; i >= from; i--) remaining[i] = remaining[i + 1] + left[i] ** 2 + right[i] ** 2
  const below = (db: number): number => {
    for (let i = from; i < left.length; i++) if (powerDb(remaining[i] / remaining[from]) <= db) return i
    return Number.NaN
  }
  return ((below(-25) - below(-5)) / SAMPLE_RATE_HZ) * 3
}

/** Loudest 3 s of the last third less loudest 3 s of the first, dB: catches a runaway that length and peak do not. */
export function levelDriftDb(audio: StereoAudio): number {
  const { length } = audio.left
  const window = Math.min(3 * SAMPLE_RATE_HZ, Math.floor(length / 6))
  const loudest = (from: number, to: number): number => {
    let most = 1e-12
    for (let start = from; start + window <= to; start += window >> 1) {
      let sum = 0
      for (let i = start; i < start + window; i += 2) sum += audio.left[i] ** 2 + audio.right[i] ** 2
      most = Math.max(most, sum)
    }
    return powerDb(most)
  }
  return loudest(Math.floor((2 * length) / 3), length) - loudest(0, Math.floor(length / 3))
}

/** Level of what is left of `result` when the best scaled copy of `reference` is taken away, dB of the result. */
export function residualDb(result: StereoAudio, reference: StereoAudio): number {
  const fit = projection(result, reference)
  let left = 0
  let all = 0
  for (let i = 0; i < result.left.length; i++) {
    left += (result.left[i] - fit * reference.left[i]) ** 2 + (result.right[i] - fit * reference.right[i]) ** 2
    all += result.left[i] ** 2 + result.right[i] ** 2
  }
  return powerDb(left / all)
}

/** How much of `part` is in `whole`: the factor of the least-squares fit. */
export function projection(whole: StereoAudio, part: StereoAudio): number {
  let product = 0
  let power = 1e-20
  const length = Math.min(whole.left.length, part.left.length)
  for (let i = 0; i < length; i++) {
    product += whole.left[i] * part.left[i] + whole.right[i] * part.right[i]
    power += part.left[i] ** 2 + part.right[i] ** 2
  }
  return product / power
}

const powerDb = (ratio: number): number => 10 * Math.log10(Math.max(1e-15, ratio))
