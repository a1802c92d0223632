import { type PeaksDrawing, SPECTROGRAM_SIZE } from '../../drawings/messages.ts'

type Outline = PeaksDrawing['channels'][number]

/** Fewer slices, each with the extremes of those it covers: to within one of the fine ones, a 16,384th of the clip. */
export function coarserPeaks({ min, max }: Outline, count: number): { readonly min: number[]; readonly max: number[] } {
  const slices = Array.from({ length: count }, (_, index) => span(index, count, max.length))
  return {
    min: slices.map(([from, to]) => min.slice(from, to).reduce((least, value) => Math.min(least, value))),
    max: slices.map(([from, to]) => max.slice(from, to).reduce((most, value) => Math.max(most, value))),
  }
}

/** A smaller picture, each pixel the mean of those it covers. */
export function smallerSpectrogram(levels: Uint8Array, width: number, height: number): Uint8Array {
  const columns = Array.from({ length: width }, (_, column) => span(column, width, SPECTROGRAM_SIZE.width))
  const pixels = new Uint8Array(width * height)
  for (let row = 0; row < height; row++) {
    const [top, bottom] = span(row, height, SPECTROGRAM_SIZE.height)
    for (let column = 0; column < width; column++) {
      pixels[row * width + column] = boxMean(levels, columns[column], top, bottom)
    }
  }
  return pixels
}

function boxMean(levels: Uint8Array, [left, right]: Span, top: number, bottom: number): number {
  let sum = 0
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) sum += levels[y * SPECTROGRAM_SIZE.width + x]
  }
  return Math.round(sum / ((bottom - top) * (right - left)))
}

/** From, and up to. */
type Span = readonly [number, number]

function span(index: number, count: number, length: number): Span {
  return [Math.floor((index * length) / count), Math.floor(((index + 1) * length) / count)]
}
