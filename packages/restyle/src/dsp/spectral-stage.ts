import { Diffusion, phaseShare } from './diffusion.ts'
import { FormantShift } from './formant.ts'
import { NoiseGate } from './noise-gate.ts'
import { PairFft } from './pair-fft.ts'
import { PhaseLock } from './phase-lock.ts'
import { resample, resampleInSteps } from './resample.ts'
import { SAMPLE_RATE_HZ, type StereoAudio, silence } from './stereo.ts'
import { applyGains, type StereoSpectrum, stereoPower, stereoSpectrum } from './stereo-spectrum.ts'
import { evenWarp, sourceAt, type TimeWarp } from './time-warp.ts'
import { clamp } from './units.ts'
import { Vocoder } from './vocoder.ts'
import { hannWindow, sineWindow } from './windows.ts'

/**
 * Everything that is done to the source's spectrum, in one pass over its frames: time warp, transposition, repair,
 * formants, vocoder, smear and diffusion.
 * N frame size (4096, or 8192 and 16384 when smearing), hop N/4 under Hann windows when time or pitch change, N/2 under
 * sine windows otherwise. Transposition is a stretch by the pitch ratio, then a resampling by it.
 * Cost a second of stereo: 12 to 17 ms stretching, 6 to 8 otherwise, measured on a busy machine (bench/spectral.ts).
 */
export interface SpectralSettings {
  readonly outputLength: number
  /** Output seconds a source second takes. Default 1. */
  readonly stretch?: number
  /** Replaces `stretch` where time does not run evenly. */
  readonly warp?: TimeWarp
  readonly pitchSemitones?: number
  /** Move of the spectral envelope. Default 0. */
  readonly formantSemitones?: number
  /** Holds the envelope where it is while the pitch moves. Default false: the envelope moves with the pitch. */
  readonly keepFormants?: boolean
  /** 0 … 1, all default 0. */
  readonly diffusion?: number
  readonly smear?: number
  readonly breath?: number
  readonly denoise?: number
  readonly dereverb?: number
  /** Carrier in output time, and how far it replaces the source, 0 … 1. */
  readonly vocoder?: { readonly carrier: Float32Array; readonly amount: number }
  /** −1 mono … 1 wide: spread of random phases. Default 0. */
  readonly width?: number
  readonly seed?: number
}

/** Yields about every 60 ms of work. */
const PROGRESS_SECONDS = 4
/** Less than this is no change of speed at all: a thousandth of a beat over a minute. */
const STRETCH_TOLERANCE = 1e-4

/** Yields the fraction done; returns outputLength samples. The source is left alone. */
export function* spectralStage(source: StereoAudio, settings: SpectralSettings): Generator<number, StereoAudio> {
  const pitchRatio = 2 ** ((settings.pitchSemitones ?? 0) / 12)
  const pass = new SpectralPass(source, settings, pitchRatio)
  const batch = Math.max(1, Math.round((PROGRESS_SECONDS * SAMPLE_RATE_HZ) / pass.hop))
  for (let frame = 0; frame < pass.frames; frame++) {
    pass.step(frame)
    if (frame % batch === batch - 1) yield frame / pass.frames
  }
  if (pitchRatio === 1) return pass.output
  return yield* resampleInSteps(pass.output, pitchRatio, settings.outputLength)
}

/** Are the settings such that the stage would give the source back? */
export function isSpectrallyNeutral(settings: SpectralSettings): boolean {
  const { stretch = 1, formantSemitones = 0, pitchSemitones = 0, denoise = 0, dereverb = 0, vocoder } = settings
  const { diffusion = 0, smear = 0, breath = 0 } = settings
  if (settings.warp !== undefined || Math.abs(stretch - 1) > STRETCH_TOLERANCE || pitchSemitones !== 0) return false
  if (formantSemitones !== 0 || denoise > 0 || dereverb > 0 || (vocoder?.amount ?? 0) > 0) return false
  return phaseShare({ diffusion, smear, breath }) === 0
}

class SpectralPass {
  readonly hop: number
  readonly frames: number
  readonly output: StereoAudio
  private readonly source: StereoAudio
  private readonly size: number
  private readonly warp: TimeWarp
  private readonly pitchRatio: number
  private readonly window: Float64Array
  private readonly scale: number
  private readonly pair: PairFft
  private readonly spectrum: StereoSpectrum
  private readonly power: Float32Array
  private readonly gains: Float32Array
  private readonly phaseLock: PhaseLock | undefined
  private readonly noiseGate: NoiseGate | undefined
  private readonly formants: FormantShift | undefined
  private readonly vocoder: Vocoder | undefined
  private readonly diffusion: Diffusion | undefined
  private lastStart = 0

  constructor(source: StereoAudio, settings: SpectralSettings, pitchRatio: number) {
    const { stretch = 1, smear = 0, diffusion = 0, breath = 0, denoise = 0, dereverb = 0 } = settings
    const share = phaseShare({ diffusion, smear, breath })
    const moves = settings.warp !== undefined || Math.abs(stretch * pitchRatio - 1) > STRETCH_TOLERANCE
    this.source = source
    this.pitchRatio = pitchRatio
    this.warp = settings.warp ?? evenWarp(stretch)
    this.size = frameSizeFor(smear)
    this.hop = this.size / (moves ? 4 : 2)
    this.window = moves ? hannWindow(this.size) : sineWindow(this.size)
    this.scale = 1 / (this.size * (moves ? 1.5 : 1))
    this.pair = new PairFft(this.size)
    const { bins } = this.pair
    const binHz = SAMPLE_RATE_HZ / this.size
    this.spectrum = stereoSpectrum(bins)
    this.power = new Float32Array(bins)
    this.gains = new Float32Array(bins)
    this.phaseLock = moves && share < 0.98 ? new PhaseLock(this.size, this.hop) : undefined
    this.noiseGate = denoise > 0 || dereverb > 0 ? new NoiseGate(bins, this.hop, denoise, dereverb) : undefined
    const formantRatio = envelopeRatio(settings, pitchRatio)
    this.formants = Math.abs(formantRatio - 1) > 1e-3 ? new FormantShift(bins, binHz, formantRatio) : undefined
    this.vocoder = vocoderOf(settings, this.window, binHz, pitchRatio)
    this.diffusion = share > 0.01 ? diffusionOf(settings, this.size, this.hop) : undefined
    const length = pitchRatio === 1 ? settings.outputLength : Math.ceil(settings.outputLength * pitchRatio) + 16
    this.output = silence(length)
    this.frames = Math.ceil((length + this.size / 2) / this.hop) + 1
  }

  /** Frame 0 is centred one hop before the output begins. */
  step(frame: number): void {
    const centre = (frame - 1) * this.hop
    const start = centre - this.size / 2
    const sourceStart = Math.round(sourceAt(this.warp, centre / this.pitchRatio)) - this.size / 2
    const sourceHop = sourceStart - this.lastStart
    this.lastStart = sourceStart
    if (sourceStart >= this.source.left.length && !this.diffusion?.rings && !this.vocoder) return
    const { pair, spectrum, window } = this
    pair.loadStereo(this.source, sourceStart, window)
    pair.forward()
    pair.split(spectrum.leftRe, spectrum.leftIm, spectrum.rightRe, spectrum.rightIm)
    this.process(sourceHop, start)
    pair.merge(spectrum.leftRe, spectrum.leftIm, spectrum.rightRe, spectrum.rightIm)
    pair.inverse()
    pair.overlapAdd(this.output, start, window, this.scale)
  }

  private process(sourceHop: number, start: number): void {
    const { spectrum, power, gains } = this
    this.phaseLock?.turn(spectrum, sourceHop)
    if (this.noiseGate) {
      stereoPower(spectrum, power)
      this.noiseGate.gains(power, gains)
      applyGains(spectrum, gains)
    }
    if (this.formants) {
      stereoPower(spectrum, power)
      this.formants.gains(power, gains)
      applyGains(spectrum, gains)
    }
    this.vocoder?.apply(spectrum, start)
    this.diffusion?.apply(spectrum)
  }
}

/** Longer frames blur more: 93, 186 or 372 ms. */
function frameSizeFor(smear: number): number {
  if (smear > 0.55) return 16384
  return smear > 0.25 ? 8192 : 4096
}

/** By how much the envelope has to move before the resampling, which moves it by the pitch ratio. */
function envelopeRatio({ formantSemitones = 0, keepFormants = false }: SpectralSettings, pitchRatio: number): number {
  return 2 ** (formantSemitones / 12) / (keepFormants ? pitchRatio : 1)
}

function vocoderOf(
  { vocoder }: SpectralSettings,
  window: Float64Array,
  binHz: number,
  pitchRatio: number,
): Vocoder | undefined {
  if (vocoder === undefined || vocoder.amount <= 0) return undefined
  const { carrier, amount } = vocoder
  // The carrier is in output time and at its own pitch: what the resampling will do to it is undone beforehand.
  const slowed =
    pitchRatio === 1
      ? carrier
      : resample({ left: carrier, right: carrier }, 1 / pitchRatio, Math.ceil(carrier.length * pitchRatio)).left
  return new Vocoder(slowed, clamp(amount, 0, 1), window, binHz)
}

function diffusionOf(settings: SpectralSettings, frameSize: number, hop: number): Diffusion {
  const { diffusion = 0, smear = 0, breath = 0, width = 0, seed = 0 } = settings
  return new Diffusion({ diffusion, smear, breath, width, frameSize, hop, sampleRateHz: SAMPLE_RATE_HZ, seed })
}
