/**
 * A limiter that looks at the whole clip, so it needs neither look-ahead nor release.
 *
 * Each block of 64 samples (1.5 ms) has the gain that its loudest sample needs, of both channels; the least of 9 blocks
 * is taken, smoothed over 9 more, and drawn as a line from block to block.
 *
 * No sample leaves above the threshold: the smoothing reaches 3 blocks to a side, the least of 9 blocks 4, and a line
 * between two blocks is at most 1 block from either; so everything that is averaged for a sample has seen the sample's
 * own block, and is no more than the gain that it needs. There is nothing to clip afterwards.
 * Source: specification 2.9, a design and not a parity target.
 */

import type { StereoAudio } from '@retimbre/media'

const THRESHOLD = 0.977
const BLOCK = 64
const REACH = 4

/** A Hann window of 9 taps whose ends are 0, normalised to a sum of 1. */
const SMOOTHING = Array.from(
  { length: 2 * REACH + 1 },
  (_, tap) => (1 - Math.cos((Math.PI * tap) / REACH)) / (2 * REACH),
)

/** So near to 1 a gain changes no fp32; it is the rounding of a sum of weights. */
const AT_REST = 1 - 1e-12

/** In place. Blocks that no peak is near are left bit for bit. Cost: about 2 ms per second of audio. */
export function limit({ left, right }: StereoAudio): void {
  const blocks = Math.ceil(left.length / BLOCK)
  const needed = new Float64Array(blocks)
  for (let block = 0; block < blocks; block += 1) needed[block] = neededGain(left, right, block * BLOCK)
  const gains = smoothed(leastNearby(needed))
  for (let block = 0; block < blocks; block += 1) {
    const here = gains[block]
    const before = gains[Math.max(0, block - 1)]
    const after = gains[Math.min(blocks - 1, block + 1)]
    if (Math.min(before, here, after) > AT_REST) continue
    applyGain(left, block * BLOCK, before, here, after)
    applyGain(right, block * BLOCK, before, here, after)
  }
}

function neededGain(left: Float32Array, right: Float32Array, start: number): number {
  const end = Math.min(start + BLOCK, left.length)
  let peak = 0
  for (let index = start; index < end; index += 1) peak = Math.max(peak, Math.abs(left[index]), Math.abs(right[index]))
  return peak > THRESHOLD ? THRESHOLD / peak : 1
}

function leastNearby(values: Float64Array): Float64Array {
  return values.map((_, index) => Math.min(...values.subarray(Math.max(0, index - REACH), index + REACH + 1)))
}

/** Beyond the ends the values go on as they are there. */
function smoothed(values: Float64Array): Float64Array {
  const last = values.length - 1
  return values.map((_, index) =>
    SMOOTHING.reduce((sum, share, tap) => sum + share * values[Math.min(last, Math.max(0, index + tap - REACH))], 0),
  )
}

/** One block: `here` is reached at its middle, half way to the neighbours at its edges. */
function applyGain(channel: Float32Array, start: number, before: number, here: number, after: number): void {
  const end = Math.min(start + BLOCK, channel.length)
  for (let index = start; index < end; index += 1) {
    const place = (index - start + 0.5) / BLOCK - 0.5
    channel[index] *= here + Math.abs(place) * ((place < 0 ? before : after) - here)
  }
}
