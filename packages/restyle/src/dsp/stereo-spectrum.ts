/** Spectra of both channels of one frame, K = N/2 + 1 bins each. Every step of the spectral stage works on it in place. */
export interface StereoSpectrum {
  readonly leftRe: Float32Array
  readonly leftIm: Float32Array
  readonly rightRe: Float32Array
  readonly rightIm: Float32Array
}

export function stereoSpectrum(bins: number): StereoSpectrum {
  return {
    leftRe: new Float32Array(bins),
    leftIm: new Float32Array(bins),
    rightRe: new Float32Array(bins),
    rightIm: new Float32Array(bins),
  }
}

/** power[k] = |L|² + |R|² */
export function stereoPower({ leftRe, leftIm, rightRe, rightIm }: StereoSpectrum, power: Float32Array): void {
  for (let k = 0; k < power.length; k++) {
    power[k] = leftRe[k] * leftRe[k] + leftIm[k] * leftIm[k] + rightRe[k] * rightRe[k] + rightIm[k] * rightIm[k]
  }
}

/** Multiplies every bin of both channels by its gain. */
export function applyGains({ leftRe, leftIm, rightRe, rightIm }: StereoSpectrum, gains: Float32Array): void {
  for (let k = 0; k < gains.length; k++) {
    const gain = gains[k]
    leftRe[k] *= gain
    leftIm[k] *= gain
    rightRe[k] *= gain
    rightIm[k] *= gain
  }
}

export function copySpectrum(from: StereoSpectrum, to: StereoSpectrum): void {
  to.leftRe.set(from.leftRe)
  to.leftIm.set(from.leftIm)
  to.rightRe.set(from.rightRe)
  to.rightIm.set(from.rightIm)
}
