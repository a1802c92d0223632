/** Cuts the input of a run out of a clip, and puts its result where it belongs. What lies outside of a clip is zero. */

import type { StereoAudio } from '@retimbre/media'
import type { FloatTensor } from '../runtime/session.ts'
import type { Frames, Step } from './tiling.ts'

/** A matrix with a column for each latent, [C, frames]. */
export interface LatentFrames {
  readonly data: Float32Array
  readonly frames: number
}

/** Columns from `from` on. @returns [C, length] */
export function cutLatents({ data, frames }: LatentFrames, from: number, length: number): FloatTensor {
  const channels = data.length / frames
  const result = new Float32Array(channels * length)
  const start = Math.max(0, from)
  const end = Math.min(frames, from + length)
  for (let channel = 0; start < end && channel < channels; channel += 1) {
    const row = data.subarray(channel * frames + start, channel * frames + end)
    result.set(row, channel * length + start - from)
  }
  return { data: result, shape: [channels, length] }
}

/** Puts columns `keep` of a result that begins at `resultFrom` into a matrix, as far as the result reaches. */
export function putLatents(into: LatentFrames, result: FloatTensor, resultFrom: number, [from, end]: Frames): void {
  const [channels = 0, length = 0] = result.shape
  const to = Math.min(end, resultFrom + length)
  for (let channel = 0; channel < channels; channel += 1) {
    const start = channel * length - resultFrom
    into.data.set(result.data.subarray(start + from, start + to), channel * into.frames + from)
  }
}

/** Rows of `rowLength` values from `from` on. @returns [length, …rowShape] */
export function cutRows(
  data: Float32Array,
  rowShape: readonly number[],
  { from, length }: Pick<Step, 'from' | 'length'>,
): FloatTensor {
  const rowLength = rowShape.reduce((product, size) => product * size, 1)
  const result = new Float32Array(length * rowLength)
  const start = Math.max(0, from)
  const end = Math.min(data.length / rowLength, from + length)
  if (start < end) result.set(data.subarray(start * rowLength, end * rowLength), (start - from) * rowLength)
  return { data: result, shape: [length, ...rowShape] }
}

/** Samples from `from` on in patches. @returns [2, samples / patchSize, patchSize] */
export function cutAudio(
  { left, right }: StereoAudio,
  { from, samples, end, patchSize }: { from: number; samples: number; end: number; patchSize: number },
): FloatTensor {
  const result = new Float32Array(2 * samples)
  const start = Math.max(0, from)
  const stop = Math.min(left.length, from + samples, end)
  if (start < stop) {
    result.set(left.subarray(start, stop), start - from)
    result.set(right.subarray(start, stop), samples + start - from)
  }
  return { data: result, shape: [2, samples / patchSize, patchSize] }
}

/** Puts samples `keep` of a result that begins at sample `resultFrom` into a clip, as far as the result reaches. */
export function putAudio(into: StereoAudio, { data }: FloatTensor, resultFrom: number, [from, end]: Frames): void {
  const samples = data.length / 2
  const to = Math.min(end, resultFrom + samples)
  into.left.set(data.subarray(from - resultFrom, to - resultFrom), from)
  into.right.set(data.subarray(samples + from - resultFrom, samples + to - resultFrom), from)
}
