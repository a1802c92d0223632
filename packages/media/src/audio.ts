/** Sample rate of every decoded clip and of every engine, in Hz. */
export const SAMPLE_RATE_HZ = 44_100

/** Planar stereo audio at {@link SAMPLE_RATE_HZ}; full scale is ±1. Both channels have the same length. */
export interface StereoAudio {
  readonly left: Float32Array
  readonly right: Float32Array
}
