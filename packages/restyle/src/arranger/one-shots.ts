import { Random } from '../random.ts'

/** Mono samples of one drum hit or one note, silent at both ends. Shared through the cache: never written to. */
export type OneShot = Float32Array

// 6 million samples are 24 MB and about 100 notes of 1.4 s: more than one arrangement needs. Smaller caches render the
// same note twice, which costs a millisecond; larger ones are paid in memory by every worker.
const DEFAULT_MAX_SAMPLES = 6_000_000

/**
 * Hits and notes already rendered, the least recently used dropped first. A one-shot depends on its key alone, even in
 * its noise, so what the cache holds changes how long a render takes and never what it sounds like.
 */
export class OneShots {
  private readonly shots = new Map<string, OneShot>()
  private readonly maxSamples: number
  private heldSamples = 0

  constructor(maxSamples = DEFAULT_MAX_SAMPLES) {
    this.maxSamples = maxSamples
  }

  /**
   * @param key     everything that `render` depends on
   * @param render  is given the random stream of that key
   */
  get(key: string, render: (random: Random) => OneShot): OneShot {
    const held = this.shots.get(key)
    if (held) {
      this.shots.delete(key)
      this.shots.set(key, held)
      return held
    }
    const shot = render(new Random(0, key))
    this.shots.set(key, shot)
    this.heldSamples += shot.length
    this.dropOldest()
    return shot
  }

  private dropOldest(): void {
    for (const [key, shot] of this.shots) {
      if (this.heldSamples <= this.maxSamples || this.shots.size === 1) return
      this.shots.delete(key)
      this.heldSamples -= shot.length
    }
  }
}
