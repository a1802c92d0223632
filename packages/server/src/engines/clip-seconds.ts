import { SAMPLE_RATE_HZ, type StereoAudio } from '@retimbre/media'

/**
 * Length of a clip, such that whoever turns it back into samples by cutting off what is behind the point gets all of them:
 * a plain quotient can lose one.
 */
export function clipSeconds({ left: { length } }: StereoAudio): number {
  const seconds = length / SAMPLE_RATE_HZ
  return Math.trunc(seconds * SAMPLE_RATE_HZ) === length ? seconds : seconds + 1e-9
}
