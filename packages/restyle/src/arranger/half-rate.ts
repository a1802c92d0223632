/**
 * Doubles the sample rate of a stream that comes in blocks: even samples are copied, odd ones interpolated over six
 * neighbours. Content below 5 kHz comes through within 0.1 dB, its images above 17 kHz lie more than 40 dB lower.
 */
export class Doubler {
  private readonly history = new Float64Array(5)
  private written: number
  private readonly target: Float32Array

  /** @param target  what the doubled stream is added into, from its first sample */
  constructor(target: Float32Array) {
    this.target = target
    // The interpolation looks three samples ahead: the first three writes fall before the start.
    this.written = -6
  }

  write(block: Float32Array): void {
    const { history, target } = this
    let [a, b, c, d, e] = history
    let at = this.written
    for (let i = 0; i < block.length; i++) {
      const f = block[i]
      if (at >= 0 && at < target.length) {
        target[at] += c
        if (at + 1 < target.length) target[at + 1] += (150 * (c + d) - 25 * (b + e) + 3 * (a + f)) / 256
      }
      a = b
      b = c
      c = d
      d = e
      e = f
      at += 2
    }
    history.set([a, b, c, d, e])
    this.written = at
  }
}
