/**
 * Reads a signal at double speed through two cross-fading windows of 100 ms: an octave up, rough enough to shimmer.
 * It stands before the reverb, never inside its loop: a shifter in a feedback loop isn't passive and was measured to run
 * away (specification of the restyle engine, 5.2).
 */
export class OctaveUp {
  private readonly ring = new Float32Array(RING)
  private position = 0
  private phase = 0

  /** Adds `gain` times the octave-up of (left + right) to both, in place; the block length divides 8192. */
  process(left: Float64Array, right: Float64Array, gain: number): void {
    const ring = this.ring
    let phase = this.phase
    for (let n = 0; n < left.length; n++) {
      const now = this.position + n
      ring[now & RING_MASK] = 0.6 * (left[n] + right[n])
      phase = phase + 1 === WINDOW ? 0 : phase + 1
      const other = phase < WINDOW / 2 ? phase + WINDOW / 2 : phase - WINDOW / 2
      const weight = 1 - Math.abs((2 * phase) / WINDOW - 1)
      const shifted =
        weight * ring[(now - WINDOW + phase) & RING_MASK] + (1 - weight) * ring[(now - WINDOW + other) & RING_MASK]
      left[n] += gain * shifted
      right[n] += gain * shifted
    }
    this.phase = phase
    this.position = (this.position + left.length) & RING_MASK
  }
}

const RING = 8192
const RING_MASK = RING - 1
const WINDOW = 4410
