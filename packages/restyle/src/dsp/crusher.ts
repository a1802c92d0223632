import { SAMPLE_RATE_HZ, type StereoAudio } from './stereo.ts'

export interface CrusherSettings {
  /** 0 (16 bits and more) … 1 (3.5 bits). */
  readonly bitLoss: number
  /** 0 (44.1 kHz) … 1 (3.7 kHz): sample and hold, with all the aliasing that comes with it. */
  readonly rateLoss: number
}

/** The sound of early samplers and game consoles, in place. Word length and sample rate shrink independently. */
export function crush(audio: StereoAudio, settings: CrusherSettings): void {
  if (settings.bitLoss <= 0 && settings.rateLoss <= 0) return
  crushChannel(audio.left, settings)
  crushChannel(audio.right, settings)
}

/** Sample rate that a rate loss stands for, in Hz. */
export const heldRateHz = (rateLoss: number): number => SAMPLE_RATE_HZ / (1 + 11 * rateLoss * rateLoss)

function crushChannel(samples: Float32Array, { bitLoss, rateLoss }: CrusherSettings): void {
  // The exponent makes the first bits go early, where they are hardest to hear.
  const levels = bitLoss > 0 ? 2 ** (15 - 12.5 * bitLoss ** 0.7) : 0
  const step = heldRateHz(rateLoss) / SAMPLE_RATE_HZ
  const length = samples.length
  let phase = 1
  let held = 0
  for (let i = 0; i < length; i++) {
    phase += step
    if (phase >= 1) {
      phase -= 1
      held = levels > 0 ? Math.round(samples[i] * levels) / levels : samples[i]
    }
    samples[i] = held
  }
}
