import { SAMPLE_RATE_HZ, type StereoAudio } from '../audio.ts'

export interface Tone {
  readonly frequencyHz: number
  readonly seconds: number
  /** Peak magnitude; full scale unless told. */
  readonly amplitude?: number
  readonly phaseRadians?: number
  readonly sampleRateHz?: number
}

export function sine({ frequencyHz, seconds, amplitude = 1, phaseRadians = 0, sampleRateHz }: Tone): Float32Array {
  const rate = sampleRateHz ?? SAMPLE_RATE_HZ
  const samples = new Float32Array(Math.round(seconds * rate))
  for (let index = 0; index < samples.length; index++) {
    samples[index] = amplitude * Math.sin((2 * Math.PI * frequencyHz * index) / rate + phaseRadians)
  }
  return samples
}

/** The same tone on both sides. */
export function stereoSine(tone: Tone): StereoAudio {
  const left = sine(tone)
  return { left, right: left.slice() }
}

/** A chord with a different balance on each side, for round trips. */
export function stereoChord(sampleCount: number): StereoAudio {
  const seconds = sampleCount / SAMPLE_RATE_HZ
  const low = sine({ frequencyHz: 220, seconds, amplitude: 0.3 })
  const high = sine({ frequencyHz: 1318.5, seconds, amplitude: 0.2 })
  return {
    left: low.map((sample, index) => sample + 0.5 * high[index]),
    right: low.map((sample, index) => 0.5 * sample + high[index]),
  }
}

/** Level of one frequency in dB relative to a full-scale sine, by a Hann-windowed Fourier sum. */
export function toneLevelDb(samples: Float32Array, frequencyHz: number, sampleRateHz = SAMPLE_RATE_HZ): number {
  let real = 0
  let imaginary = 0
  let windowSum = 0
  for (let index = 0; index < samples.length; index++) {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * (index + 0.5)) / samples.length)
    const angle = (2 * Math.PI * frequencyHz * index) / sampleRateHz
    real += window * samples[index] * Math.cos(angle)
    imaginary -= window * samples[index] * Math.sin(angle)
    windowSum += window
  }
  return 20 * Math.log10((2 * Math.hypot(real, imaginary)) / windowSum)
}

/** Ratio of `expected` to the difference between the two, in dB. */
export function signalToErrorDb(actual: Float32Array, expected: Float32Array): number {
  let signal = 0
  let error = 0
  for (let index = 0; index < expected.length; index++) {
    signal += expected[index] ** 2
    error += (actual[index] - expected[index]) ** 2
  }
  return 10 * Math.log10(signal / error)
}
