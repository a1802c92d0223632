import { SAMPLE_RATE_HZ, type StereoAudio } from './stereo.ts'

export interface RingModulatorSettings {
  readonly amount: number
  readonly carrierHz: number
}

// The carrier is rotated sample by sample and set right again every 256, before rounding can be heard.
const CONTROL = 256

/** Multiplies by a sine: every partial becomes its sum and difference with the carrier. In place. */
export function ringModulate(audio: StereoAudio, { amount, carrierHz }: RingModulatorSettings): void {
  if (amount <= 0) return
  const { left, right } = audio
  const length = left.length
  const radians = (2 * Math.PI * carrierHz) / SAMPLE_RATE_HZ
  const turnCos = Math.cos(radians)
  const turnSin = Math.sin(radians)
  const dry = 1 - amount
  const wet = 1.3 * amount
  for (let start = 0; start < length; start += CONTROL) {
    const end = Math.min(length, start + CONTROL)
    let cos = Math.cos(radians * start)
    let sin = Math.sin(radians * start)
    for (let i = start; i < end; i++) {
      const gain = dry + wet * sin
      left[i] *= gain
      right[i] *= gain
      const turned = cos * turnCos - sin * turnSin
      sin = cos * turnSin + sin * turnCos
      cos = turned
    }
  }
}
