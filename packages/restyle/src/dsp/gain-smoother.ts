// 96 samples = 2.2 ms: shorter distorts bass, longer is heard as a dip before the peak.
const LOOK_AHEAD = 96
/** Samples by which the gains that come out are later than those that went in. */
export const LATENCY = LOOK_AHEAD - 1

const RING = 128
const RING_MASK = RING - 1
// 60 ms: faster follows the waveform of a bass note, slower pumps.
const RELEASE = 1 - Math.exp(-1 / (0.06 * 44_100))
// −120 dB from 1: the release is over.
const RELEASED = 1 - 1e-6

/**
 * Turns the gain that each sample needs into one that moves without steps and is never above it: the minimum over the
 * look-ahead by a monotone queue, an exponential release, and a moving average as long as the look-ahead.
 */
export class GainSmoother {
  // The queue holds a rising run of needed gains; its head is the minimum of the last LOOK_AHEAD.
  private readonly queuePositions = new Int32Array(RING)
  private readonly queueGains = new Float64Array(RING)
  private readonly history = new Float64Array(RING).fill(1)
  private head = 0
  private tail = 0
  private position = 0
  private released = 1
  private sum = LOOK_AHEAD
  private samplesUntilQuiet = 0

  /** Nothing is being turned down, nor will be by what has been asked for so far. */
  get isAtRest(): boolean {
    return this.released === 1
  }

  /**
   * Replaces the needed gains of a chunk by those for LATENCY samples earlier, and returns their minimum.
   * @param isAsking whether any of `gains` is below 1
   */
  smooth(gains: Float64Array, isAsking: boolean): number {
    if (isAsking) this.samplesUntilQuiet = gains.length + LOOK_AHEAD
    if (this.samplesUntilQuiet > 0) this.replaceByMinima(gains)
    this.samplesUntilQuiet -= gains.length
    const minimum = this.releaseAndAverage(gains)
    if (this.samplesUntilQuiet <= 0 && this.released > RELEASED) this.rest()
    return minimum
  }

  private replaceByMinima(gains: Float64Array): void {
    const { queuePositions, queueGains } = this
    let { head, tail, position } = this
    for (let n = 0; n < gains.length; n++) {
      const needed = gains[n]
      while (tail > head && queueGains[(tail - 1) & RING_MASK] >= needed) tail--
      queueGains[tail & RING_MASK] = needed
      queuePositions[tail & RING_MASK] = position
      tail++
      if (queuePositions[head & RING_MASK] <= position - LOOK_AHEAD) head++
      gains[n] = queueGains[head & RING_MASK]
      position++
    }
    this.head = head
    this.tail = tail
    this.position = position
  }

  private releaseAndAverage(gains: Float64Array): number {
    const { history } = this
    let { released, sum } = this
    let minimum = 1
    for (let n = 0; n < gains.length; n++) {
      const needed = gains[n]
      released = needed < released ? needed : released + (needed - released) * RELEASE
      // A chunk is a whole number of rings, so its index finds the history.
      sum += released - history[(n - LOOK_AHEAD) & RING_MASK]
      history[n & RING_MASK] = released
      const gain = sum / LOOK_AHEAD
      gains[n] = gain
      if (gain < minimum) minimum = gain
    }
    this.released = released
    this.sum = sum
    return minimum
  }

  private rest(): void {
    this.history.fill(1)
    this.released = 1
    this.sum = LOOK_AHEAD
    this.head = 0
    this.tail = 0
    this.position = 0
  }
}
