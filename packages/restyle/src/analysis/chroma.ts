import { PairFft } from '../dsp/pair-fft.ts'
import { SAMPLE_RATE_HZ, type StereoAudio } from '../dsp/stereo.ts'
import { clamp } from '../dsp/units.ts'
import { hannWindow } from '../dsp/windows.ts'

/**
 * Energy of the twelve pitch classes over time, from interpolated spectral peaks between 70 Hz and 2.1 kHz, after the
 * clip's own tuning is taken out.
 * N = 8192 samples (186 ms), hop 4096 (93 ms), T frames.
 * Source: Gomez 2006 (peaks, tuning); Serra and Smith 1990 (parabolic interpolation of log magnitudes).
 */
const FRAME = 8192
const HOP = 4096
const BIN_HZ = SAMPLE_RATE_HZ / FRAME
const FIRST_BIN = Math.floor(70 / BIN_HZ)
const LAST_BIN = Math.floor(2100 / BIN_HZ)
/** Peaks more than 34 dB under the strongest of the frame are side lobes and noise. */
const PEAK_FLOOR = 0.02 ** 2
/** A peak counts for its pitch class by a bell of this width. */
const BELL_SEMITONES = 0.2
/** Peaks below this note (E3) speak for the bass, which names the root of a chord. */
const BASS_BELOW_MIDI = 52

export interface ChromaFrames {
  /** [T × 12], C first. */
  readonly chroma: Float32Array
  /** The same from peaks below E3 alone [T × 12]. */
  readonly bass: Float32Array
  readonly frames: number
  /** Frame t is centred on second (t + 1) / rateHz. */
  readonly rateHz: number
  /** Deviation from A4 = 440 Hz, −0.5 … 0.5. */
  readonly tuningSemitones: number
}

export function chromaFrames(audio: StereoAudio): ChromaFrames {
  const peaks = spectralPeaks(audio)
  const tuningSemitones = tuningOf(peaks)
  const chroma = new Float32Array(peaks.frames * 12)
  const bass = new Float32Array(peaks.frames * 12)
  for (let i = 0; i < peaks.midi.length; i++) {
    const note = peaks.midi[i] - tuningSemitones
    const nearest = Math.round(note)
    const offset = (note - nearest) / BELL_SEMITONES
    const weight = peaks.weight[i] * Math.exp(-0.5 * offset * offset)
    const cell = peaks.frame[i] * 12 + (((nearest % 12) + 12) % 12)
    chroma[cell] += weight
    if (note < BASS_BELOW_MIDI) bass[cell] += weight
  }
  return { chroma, bass, frames: peaks.frames, rateHz: SAMPLE_RATE_HZ / HOP, tuningSemitones }
}

/** Sum over all frames [12]. */
export function totalChroma(frames: ChromaFrames): Float64Array {
  const total = new Float64Array(12)
  for (let i = 0; i < frames.chroma.length; i++) total[i % 12] += frames.chroma[i]
  return total
}

/** Parallel lists, one entry a peak. */
interface SpectralPeaks {
  readonly midi: number[]
  readonly weight: number[]
  readonly frame: number[]
  readonly frames: number
}

function spectralPeaks(audio: StereoAudio): SpectralPeaks {
  const pair = new PairFft(FRAME)
  const window = hannWindow(FRAME)
  const first = new Float32Array(pair.bins)
  const second = new Float32Array(pair.bins)
  const frames = Math.max(1, Math.ceil((audio.left.length - FRAME / 2) / HOP))
  const peaks: SpectralPeaks = { midi: [], weight: [], frame: [], frames }
  for (let t = 0; t < frames; t += 2) {
    pair.loadMidFrames(audio, t * HOP, (t + 1) * HOP, window)
    pair.forward()
    pair.splitPower(first, second)
    collectPeaks(first, t, peaks)
    if (t + 1 < frames) collectPeaks(second, t + 1, peaks)
  }
  return peaks
}

function collectPeaks(power: Float32Array, frame: number, peaks: SpectralPeaks): void {
  let strongest = 0
  for (let k = FIRST_BIN; k <= LAST_BIN; k++) if (power[k] > strongest) strongest = power[k]
  if (strongest < 1e-6) return
  const floor = strongest * PEAK_FLOOR
  for (let k = FIRST_BIN; k <= LAST_BIN; k++) {
    const value = power[k]
    if (value <= floor || value <= power[k - 1] || value < power[k + 1]) continue
    const below = Math.log(power[k - 1] + 1e-20)
    const here = Math.log(value)
    const above = Math.log(power[k + 1] + 1e-20)
    const shift = clamp((0.5 * (below - above)) / (below - 2 * here + above - 1e-12), -0.5, 0.5)
    const hz = (k + shift) * BIN_HZ
    peaks.midi.push(69 + 12 * Math.log2(hz / 440))
    peaks.weight.push(Math.sqrt(Math.sqrt(value)) * registerWeight(hz))
    peaks.frame.push(frame)
  }
}

/** Low peaks are coarse, high peaks are mostly overtones. */
function registerWeight(hz: number): number {
  if (hz < 120) return 0.7
  return hz > 1200 ? 0.5 : 1
}

/** Circular mean of the peaks' distances from equal temperament. */
function tuningOf({ midi, weight }: SpectralPeaks): number {
  let cos = 0
  let sin = 0
  for (let i = 0; i < midi.length; i++) {
    const phase = 2 * Math.PI * midi[i]
    cos += weight[i] * Math.cos(phase)
    sin += weight[i] * Math.sin(phase)
  }
  return cos === 0 && sin === 0 ? 0 : Math.atan2(sin, cos) / (2 * Math.PI)
}
