/**
 * MT19937, the generator behind PyTorch's CPU random numbers.
 * Source: Matsumoto and Nishimura 1998; seeding as in the 2002 reference code (multiplier 1812433253), specification 3.8.
 */

const STATE_WORDS = 624
const MIDDLE = 397
const TWIST = 0x9908b0df
const HIGH_BIT = 0x80000000
const LOW_BITS = 0x7fffffff

export class MersenneTwister {
  // Signed words: the bit operations below are the same, and V8 keeps them as small integers.
  readonly #state = new Int32Array(STATE_WORDS)
  #next = STATE_WORDS

  /** @param seed  its low 32 bits are used */
  constructor(seed: number) {
    const state = this.#state
    state[0] = seed >>> 0
    for (let index = 1; index < STATE_WORDS; index += 1) {
      const previous = state[index - 1]
      state[index] = Math.imul(1_812_433_253, previous ^ (previous >>> 30)) + index
    }
  }

  /** The next word of the stream, as a signed 32-bit integer. */
  nextWord(): number {
    if (this.#next === STATE_WORDS) this.#twist()
    let word = this.#state[this.#next]
    this.#next += 1
    word ^= word >>> 11
    word ^= (word << 7) & 0x9d2c5680
    word ^= (word << 15) & 0xefc60000
    return word ^ (word >>> 18)
  }

  #twist(): void {
    const state = this.#state
    for (let index = 0; index < STATE_WORDS; index += 1) {
      const joined = (state[index] & HIGH_BIT) | (state[(index + 1) % STATE_WORDS] & LOW_BITS)
      state[index] = state[(index + MIDDLE) % STATE_WORDS] ^ (joined >>> 1) ^ (joined & 1 ? TWIST : 0)
    }
    this.#next = 0
  }
}
