import { AVERROR_EAGAIN, AVERROR_EOF } from 'node-av/constants'
import { CodecContext, FFmpegError, Frame, Packet } from 'node-av/lib'
import { MediaError } from '../errors.ts'
import type { InputFile } from './input-file.ts'

/** Counts what was lost on the way; the caller owns it. */
export interface Damage {
  packets: number
}

// 100 in a row: a demuxer that cannot find its way back after so many attempts never will, and some answer an error for
// ever. Honest damage is a few packets.
const MAX_READ_ERRORS_IN_A_ROW = 100

// 10,000 in a row: honest files have a few packets without sound at the start or at a damaged place. What only looks
// like sound (40 MB of empty AAC frames are six million packets) never reaches the limit on duration.
const MAX_SILENT_PACKETS_IN_A_ROW = 10_000

/**
 * Decodes the sound track frame by frame. Damaged packets are counted and skipped. The frame is reused: take what you
 * need before asking for the next one.
 *
 * Gapless: the demuxers mark encoder delay and padding, and the decoder cuts them off.
 *
 * @throws MediaError `undecodable` when the decoder cannot even start
 */
export function* decodedFrames(input: InputFile, damage: Damage): Generator<Frame, void, void> {
  const codec = openDecoder(input)
  const frame = new Frame()
  frame.alloc()
  let silentInARow = 0
  for (const packet of packets(input, damage)) {
    if (codec.sendPacketSync(packet) < 0) damage.packets++
    const frames = yield* pendingFrames(codec, frame, damage)
    silentInARow = frames > 0 ? 0 : silentInARow + 1
    if (silentInARow > MAX_SILENT_PACKETS_IN_A_ROW) break
  }
  codec.sendPacketSync(null)
  yield* pendingFrames(codec, frame, damage)
  frame.free()
  codec.freeContext()
}

function openDecoder({ stream, decoder }: InputFile): CodecContext {
  const codec = new CodecContext()
  codec.allocContext3(decoder)
  const copied = stream.codecpar.toContext(codec)
  codec.pktTimebase = stream.timeBase
  // One thread: sound decodes hundreds of times faster than it plays, and one thread keeps the order of errors stable.
  codec.threadCount = 1
  const opened = copied < 0 ? copied : codec.open2Sync(decoder)
  if (opened < 0) throw new MediaError('undecodable', FFmpegError.strerror(opened))
  return codec
}

function* packets({ format, stream }: InputFile, damage: Damage): Generator<Packet, void, void> {
  const packet = new Packet()
  packet.alloc()
  let errorsInARow = 0
  while (errorsInARow < MAX_READ_ERRORS_IN_A_ROW) {
    const read = format.readFrameSync(packet)
    if (read === AVERROR_EOF) break
    if (read < 0) {
      errorsInARow++
      continue
    }
    errorsInARow = 0
    if (packet.streamIndex === stream.index) yield packet
    packet.unref()
  }
  if (errorsInARow > 0) damage.packets++
  packet.free()
}

/** Returns how many frames there were. */
function* pendingFrames(codec: CodecContext, frame: Frame, damage: Damage): Generator<Frame, number, void> {
  for (let frames = 0; ; frames++) {
    const received = codec.receiveFrameSync(frame)
    if (received === AVERROR_EAGAIN || received === AVERROR_EOF) return frames
    if (received < 0) {
      damage.packets++
      return frames
    }
    yield frame
    frame.unref()
  }
}
