import { setImmediate as nextTurn } from 'node:timers/promises'
import { SAMPLE_RATE_HZ } from '../audio.ts'
import { MediaError } from '../errors.ts'
import type { MediaInfo } from '../media-info.ts'
import { type Damage, decodedFrames } from './decoded-frames.ts'
import { describeInput } from './describe-input.ts'
import { type InputFile, openInputFile } from './input-file.ts'
import { PlanarWriter } from './planar-writer.ts'
import type { DecodeJob, DecodeResult } from './protocol.ts'
import { StereoConversion } from './stereo-conversion.ts'

// A turn of the event loop every 256 frames (about 10 ms of work) lets the child notice that its parent is gone.
const FRAMES_A_TURN = 256

/**
 * File to two raw channel files, in constant memory.
 *
 * @throws MediaError `too_long`, `too_short`, `undecodable`, `unsupported_layout`, and those of `openInputFile`
 */
export async function decodeFile(job: DecodeJob): Promise<DecodeResult> {
  const input = await openInputFile(job.inputPath)
  const writer = new PlanarWriter(job)
  const conversion = new StereoConversion((left, right) => writer.append(left, right))
  const damage: Damage = { packets: 0 }
  let frames = 0
  for (const frame of decodedFrames(input, damage)) {
    conversion.push(frame)
    if (conversion.expectedSamples > job.maxSamples) throw new MediaError('too_long')
    if (++frames % FRAMES_A_TURN === 0) await nextTurn()
  }
  conversion.finish()
  const sampleCount = conversion.expectedSamples
  if (sampleCount === 0) throw new MediaError(damage.packets > 0 ? 'undecodable' : 'too_short')
  writer.finish(sampleCount)
  const info = describeInput(input, sampleCount / SAMPLE_RATE_HZ)
  return { sampleCount, wordBits: keptWordBits(input, info), damagedPackets: damage.packets, info }
}

/** Only what neither the rate nor the number of channels changes keeps the very words of the file. */
function keptWordBits({ stream }: InputFile, { codec, sampleRateHz, channels }: MediaInfo): number | undefined {
  if (sampleRateHz !== SAMPLE_RATE_HZ || channels > 2) return undefined
  const { bitsPerRawSample, bitsPerCodedSample } = stream.codecpar
  if (/^pcm_[su]\d/.test(codec)) return bitsPerCodedSample
  return codec === 'flac' ? bitsPerRawSample : undefined
}
