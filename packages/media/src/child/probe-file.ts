import { AV_CODEC_ID_OPUS, AV_NOPTS_VALUE } from 'node-av/constants'
import { Packet } from 'node-av/lib'
import type { MediaInfo } from '../media-info.ts'
import { describeInput } from './describe-input.ts'
import { type InputFile, openInputFile } from './input-file.ts'

/** Opus always counts at 48 kHz. */
const OPUS_RATE_HZ = 48_000

/** Containers without any header: their length is only a guess from the bitrate, so it is counted. */
const HEADERLESS = new Set(['aac', 'ac3', 'eac3', 'amr'])

/**
 * Reads what the file says about itself, without decoding.
 *
 * @throws MediaError as `openInputFile`
 */
export async function probeFile(path: string): Promise<MediaInfo> {
  const input = await openInputFile(path)
  const claimed = HEADERLESS.has(input.container) ? 0 : claimedSeconds(input)
  return describeInput(input, claimed > 0 ? claimed : countedSeconds(input))
}

function claimedSeconds({ format, stream, container }: InputFile): number {
  const { num, den } = stream.timeBase
  if (stream.duration !== AV_NOPTS_VALUE && stream.duration > 0n) {
    return (Number(stream.duration) * num) / den - unplayedSeconds({ stream, container })
  }
  return format.duration === AV_NOPTS_VALUE ? 0 : Number(format.duration) / 1e6
}

function countedSeconds({ format, stream }: InputFile): number {
  const packet = new Packet()
  packet.alloc()
  let ticks = 0
  while (format.readFrameSync(packet) >= 0) {
    if (packet.streamIndex === stream.index) ticks += Number(packet.duration)
    packet.unref()
  }
  return (ticks * stream.timeBase.num) / stream.timeBase.den
}

/** Ogg time stamps of Opus count the encoder's delay, which is never played. */
function unplayedSeconds({ stream, container }: Pick<InputFile, 'stream' | 'container'>): number {
  const { codecId, initialPadding } = stream.codecpar
  return container === 'ogg' && codecId === AV_CODEC_ID_OPUS ? initialPadding / OPUS_RATE_HZ : 0
}
