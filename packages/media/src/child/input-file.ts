import { closeSync, openSync, readSync } from 'node:fs'
import {
  AVDISCARD_ALL,
  AVERROR_EACCES,
  AVERROR_ENOENT,
  AVERROR_ENOMEM,
  AVMEDIA_TYPE_AUDIO,
  type FFDecoderCodec,
} from 'node-av/constants'
import { Codec, FFmpegError, FormatContext, type Stream } from 'node-av/lib'
import { MediaError } from '../errors.ts'
import { ALLOWED_DECODERS, ALLOWED_DEMUXERS, ALLOWED_PROTOCOL } from './allow-lists.ts'
import { boundedInput } from './bounded-input.ts'
import { looksLikeMedia } from './signature.ts'

/** An opened container and its best sound track. */
export interface InputFile {
  readonly format: FormatContext
  readonly stream: Stream
  readonly decoder: Codec
  readonly container: string
}

// Random bytes and text are taken for mp3 or AAC with a score of 1, and so are honest clips of a few frames; those pass
// by their ID3 tag.
const MIN_PROBE_SCORE = 5

/** A file with more tracks than this is an attack, not a clip. */
const MAX_STREAMS = 100

const USUAL_NAMES: Readonly<Record<string, string>> = { mov: 'mp4' }

/**
 * Opens a stranger's file with nothing but the allowed protocol, containers and sound codecs.
 *
 * @throws MediaError `unreadable`, `not_audio`, `undecodable`, `no_audio_stream`, `limit_exceeded`
 */
export async function openInputFile(path: string): Promise<InputFile> {
  const format = new FormatContext()
  format.allocContext()
  format.maxStreams = MAX_STREAMS
  format.setOption('protocol_whitelist', ALLOWED_PROTOCOL)
  format.setOption('format_whitelist', ALLOWED_DEMUXERS.join(','))
  format.setOption('codec_whitelist', ALLOWED_DECODERS.join(','))
  const opened = await format.openInput(`${ALLOWED_PROTOCOL}:${readablePart(path)}`)
  if (opened < 0) throw openError(opened, path)
  const container = format.iformat?.name?.split(',')[0] ?? ''
  const doubtful = format.probeScore < MIN_PROBE_SCORE && !looksLikeMedia(firstBytes(path))
  if (doubtful || container === '') throw new MediaError('not_audio', 'weak signature')

  for (const stream of format.streams) {
    if (stream.codecpar.codecType !== AVMEDIA_TYPE_AUDIO) stream.discard = AVDISCARD_ALL
  }
  // A failure here is not final: what could be learnt is kept, and decoding decides.
  await format.findStreamInfo()
  const { stream, decoder } = bestSoundTrack(format)
  return { format, stream, decoder, container: USUAL_NAMES[container] ?? container }
}

function readablePart(path: string): string {
  try {
    return boundedInput(path)
  } catch (error) {
    throw new MediaError('unreadable', String(error))
  }
}

function openError(code: number, path: string): MediaError {
  const detail = FFmpegError.strerror(code)
  if (code === AVERROR_ENOENT || code === AVERROR_EACCES) return new MediaError('unreadable', detail)
  if (code === AVERROR_ENOMEM) return new MediaError('limit_exceeded', detail)
  return new MediaError(looksLikeMedia(firstBytes(path)) ? 'undecodable' : 'not_audio', detail)
}

function firstBytes(path: string): Uint8Array {
  const file = openSync(path, 'r')
  try {
    const bytes = new Uint8Array(12)
    return bytes.subarray(0, readSync(file, bytes))
  } finally {
    closeSync(file)
  }
}

/** FFmpeg prefers the default track, then more channels, then the higher bitrate. */
function bestSoundTrack(format: FormatContext): { stream: Stream; decoder: Codec } {
  const index = format.findBestStream(AVMEDIA_TYPE_AUDIO)
  const stream = format.streams.find((candidate) => candidate.index === index)
  if (index < 0 || stream === undefined) throw new MediaError('no_audio_stream')
  const decoder = allowedDecoder(stream)
  if (decoder === null) throw new MediaError('not_audio', 'no decoder for this codec')
  for (const other of format.streams) if (other.index !== index) other.discard = AVDISCARD_ALL
  return { stream, decoder }
}

function allowedDecoder(stream: Stream): Codec | null {
  const usual = Codec.findDecoder(stream.codecpar.codecId)
  if (usual?.name == null) return null
  return ALLOWED_DECODERS.includes(usual.name) ? usual : allowedSibling(usual)
}

/** Where the build prefers another decoder (libopus, the fixed-point mp2), take the allowed one of the same codec. */
function allowedSibling(usual: Codec): Codec | null {
  const allowed = ALLOWED_DECODERS.map((name) => Codec.findDecoderByName(name as FFDecoderCodec))
  return allowed.find((candidate) => candidate?.id === usual.id) ?? null
}
