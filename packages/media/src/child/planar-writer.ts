import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs'
import { bytesOf, type PlanarPaths } from './planar-files.ts'

/** Samples a channel that are gathered before a write. */
const BLOCK_SAMPLES = 65_536

// ±8 is +18 dB over full scale: no honest mix is louder, and a float file may hold anything up to 1e38.
const MAX_MAGNITUDE = 8

/** Writes stereo samples block by block; replaces what is not a number by silence. */
export class PlanarWriter {
  readonly #files: readonly [left: number, right: number]
  readonly #blocks = [new Float32Array(BLOCK_SAMPLES), new Float32Array(BLOCK_SAMPLES)] as const
  #filled = 0
  #written = 0

  constructor({ leftPath, rightPath }: PlanarPaths) {
    this.#files = [openSync(leftPath, 'w', 0o600), openSync(rightPath, 'w', 0o600)]
  }

  get sampleCount(): number {
    return this.#written + this.#filled
  }

  append(left: Float32Array, right: Float32Array): void {
    let taken = 0
    while (taken < left.length) {
      const count = Math.min(left.length - taken, BLOCK_SAMPLES - this.#filled)
      copySane(left, taken, this.#blocks[0], this.#filled, count)
      copySane(right, taken, this.#blocks[1], this.#filled, count)
      taken += count
      this.#filled += count
      if (this.#filled === BLOCK_SAMPLES) this.#flush()
    }
  }

  /** Cuts, or pads with silence, to exactly `sampleCount` samples and closes. */
  finish(sampleCount: number): void {
    this.#flush()
    for (const file of this.#files) {
      ftruncateSync(file, sampleCount * Float32Array.BYTES_PER_ELEMENT)
      closeSync(file)
    }
  }

  #flush(): void {
    for (const [channel, file] of this.#files.entries()) {
      const bytes = bytesOf(this.#blocks[channel as 0 | 1].subarray(0, this.#filled))
      for (let offset = 0; offset < bytes.length; ) offset += writeSync(file, bytes, offset)
    }
    this.#written += this.#filled
    this.#filled = 0
  }
}

function copySane(from: Float32Array, fromIndex: number, to: Float32Array, toIndex: number, count: number): void {
  for (let index = 0; index < count; index++) {
    const sample = from[fromIndex + index]
    to[toIndex + index] = Number.isNaN(sample) ? 0 : Math.max(-MAX_MAGNITUDE, Math.min(MAX_MAGNITUDE, sample))
  }
}
