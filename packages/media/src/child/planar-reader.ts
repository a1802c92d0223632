import { closeSync, openSync, readSync } from 'node:fs'
import { AV_SAMPLE_FMT_FLTP } from 'node-av/constants'
import { avChannelLayoutDefault, Frame } from 'node-av/lib'
import { SAMPLE_RATE_HZ } from '../audio.ts'
import { MediaError } from '../errors.ts'
import type { PlanarPaths } from './planar-files.ts'

/** Samples a channel in a frame; any size would do. */
const FRAME_SAMPLES = 8_192

/**
 * The two channel files as stereo float frames with time stamps.
 *
 * @throws MediaError `invalid_audio` at the first sample that is not a finite number
 */
export function* planarFrames(paths: PlanarPaths, sampleCount: number): Generator<Frame, void, void> {
  const files = [openSync(paths.leftPath, 'r'), openSync(paths.rightPath, 'r')]
  for (let start = 0; start < sampleCount; start += FRAME_SAMPLES) {
    const frame = emptyFrame(Math.min(FRAME_SAMPLES, sampleCount - start), start)
    for (const [channel, file] of files.entries()) {
      const plane = frame.data?.[channel]
      if (plane === undefined) throw new Error('frame without planes')
      readFinite(file, plane.subarray(0, frame.nbSamples * Float32Array.BYTES_PER_ELEMENT), start)
    }
    yield frame
    frame.free()
  }
  for (const file of files) closeSync(file)
}

function emptyFrame(sampleCount: number, start: number): Frame {
  const frame = new Frame()
  frame.alloc()
  frame.format = AV_SAMPLE_FMT_FLTP
  frame.sampleRate = SAMPLE_RATE_HZ
  frame.channelLayout = avChannelLayoutDefault(2)
  frame.nbSamples = sampleCount
  frame.pts = BigInt(start)
  if (frame.getBuffer() < 0) throw new Error('no memory for a frame')
  return frame
}

function readFinite(file: number, into: Buffer, startSample: number): void {
  const position = startSample * Float32Array.BYTES_PER_ELEMENT
  const bytesRead = readSync(file, into, 0, into.length, position)
  if (bytesRead !== into.length) throw new Error('the sample file is shorter than announced')
  const samples = new Float32Array(into.buffer, into.byteOffset, into.length / Float32Array.BYTES_PER_ELEMENT)
  if (!samples.every(Number.isFinite)) throw new MediaError('invalid_audio')
}
