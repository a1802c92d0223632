/**
 * Normal draws as PyTorch's CPU generator makes them, so that a seed here is the same clip as a seed there.
 * Source: specification 3.8. Parity: the published SHA-256 of the first noise of seed 14534, bit for bit (made on
 * arm64; PyTorch on x86 takes vectorised sines and differs from it by at most 2e-6).
 */

import { StableAudioError } from '../errors.ts'
import { MersenneTwister } from './mersenne-twister.ts'

/** One stream of normal numbers: each draw continues where the one before it ended. */
export interface Noise {
  /** `length` ≥ 16 draws of N(0, 1), in the order of a flattened tensor. */
  normal(length: number): Float32Array
  /** The same, into a buffer of the caller's. */
  fillNormal(target: Float32Array): void
}

/** PyTorch transforms 16 numbers at a time: 8 radii and 8 angles. */
const BLOCK = 16
const HALF = BLOCK / 2
const TWO_PI = 2 * Math.PI

/**
 * `torch.manual_seed(seed)`.
 * @param seed  0 … 2³²−1
 * @throws StableAudioError `option_out_of_range` for another seed. A draw of fewer than 16 numbers throws it too: PyTorch
 *         makes those by another rule, and no tensor of these models is that small.
 * Cost: about 50 ns a number.
 */
export function createNoise(seed: number): Noise {
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff)
    throw new StableAudioError(
      'option_out_of_range',
      `seed is ${seed}, and must be a whole number from 0 to 4294967295`,
    )
  const twister = new MersenneTwister(seed)
  const fillNormal = (target: Float32Array): void => {
    if (target.length < BLOCK)
      throw new StableAudioError('option_out_of_range', `${target.length} normal draws at once; the least is ${BLOCK}`)
    fillUniform(twister, target)
    for (let start = 0; start + BLOCK <= target.length; start += BLOCK) transformBlock(target, start)
    if (target.length % BLOCK !== 0) refillTail(twister, target)
  }
  return {
    fillNormal,
    normal(length) {
      const target = new Float32Array(length)
      fillNormal(target)
      return target
    },
  }
}

/** The last 16 places are drawn and transformed once more when the length is no multiple of 16. */
function refillTail(twister: MersenneTwister, target: Float32Array): void {
  const tail = target.subarray(target.length - BLOCK)
  fillUniform(twister, tail)
  transformBlock(tail, 0)
}

/** Uniform in [0, 1): the low 24 bits of a word, all that an fp32 can hold. */
function fillUniform(twister: MersenneTwister, target: Float32Array): void {
  for (let index = 0; index < target.length; index += 1) target[index] = (twister.nextWord() & 0xffffff) * 2 ** -24
}

/** Box–Muller in place, rounded to fp32 wherever PyTorch rounds. */
function transformBlock(values: Float32Array, start: number): void {
  for (let index = start; index < start + HALF; index += 1) {
    const logarithm = Math.fround(Math.log(1 - values[index]))
    const radius = Math.fround(Math.sqrt(-2 * logarithm))
    const angle = Math.fround(TWO_PI * values[index + HALF])
    values[index] = radius * Math.fround(Math.cos(angle))
    values[index + HALF] = radius * Math.fround(Math.sin(angle))
  }
}
