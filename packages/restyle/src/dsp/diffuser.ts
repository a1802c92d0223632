import { ANCHOR } from './denormals.ts'

/**
 * A chain of Schroeder all-passes: smears a transient into a dense burst without colouring it.
 * Works on blocks no longer than its shortest delay, so nothing within a block depends on the block.
 */
export class Diffuser {
  private readonly rings: readonly Float64Array[]
  private readonly delays: readonly number[]
  private position = 0

  /** `delays` in samples, each between the block length and 1023. */
  constructor(delays: readonly number[]) {
    this.delays = delays
    this.rings = delays.map(() => new Float64Array(RING))
  }

  /** In place; the length of `block` divides 1024. */
  process(block: Float64Array): void {
    for (let stage = 0; stage < this.delays.length; stage++) {
      const ring = this.rings[stage]
      const read = this.position - this.delays[stage]
      for (let n = 0; n < block.length; n++) {
        const delayed = ring[(read + n) & RING_MASK]
        const kept = block[n] - GAIN * delayed
        ring[this.position + n] = kept + ANCHOR - ANCHOR
        block[n] = delayed + GAIN * kept
      }
    }
    this.position = (this.position + block.length) & RING_MASK
  }
}

const RING = 1024
const RING_MASK = RING - 1
// 0.62: denser than 0.5, and below 0.7, where the chain itself begins to ring.
const GAIN = 0.62
