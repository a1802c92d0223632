import { AV_OPT_SEARCH_CHILDREN, AV_OPT_TYPE_STRING, AVFMT_FLAG_BITEXACT, AVFMT_GLOBALHEADER } from 'node-av/constants'
import { type CodecContext, Dictionary, FFmpegError, FormatContext, type Packet, type Stream } from 'node-av/lib'
import { MediaError } from '../errors.ts'
import type { EncoderSettings } from './encoder-settings.ts'
import type { MediaTags } from './protocol.ts'

/** A container being written. */
export class OutputFile {
  readonly #format = new FormatContext()
  readonly #stream: Stream
  readonly #maxBytes: number

  constructor(path: string, settings: EncoderSettings, tags: MediaTags, maxBytes: number) {
    const url = `file:${path}`
    this.#maxBytes = maxBytes
    FFmpegError.throwIfError(this.#format.allocOutputContext2(null, settings.muxer, url), settings.muxer)
    // Same input, same bytes: no creation time, no random stream number.
    this.#format.setFlags(AVFMT_FLAG_BITEXACT)
    for (const [name, value] of Object.entries(settings.muxerOptions ?? {})) {
      const set = this.#format.setOption(name, value, AV_OPT_TYPE_STRING, AV_OPT_SEARCH_CHILDREN)
      FFmpegError.throwIfError(set, name)
    }
    this.#format.metadata = Dictionary.fromObject(containerTags(tags, settings.softwareTag))
    this.#stream = this.#format.newStream()
  }

  get needsGlobalHeader(): boolean {
    return this.#format.oformat?.hasFlags(AVFMT_GLOBALHEADER) ?? false
  }

  begin(encoder: CodecContext): void {
    FFmpegError.throwIfError(this.#stream.codecpar.fromContext(encoder), 'stream')
    this.#stream.timeBase = encoder.timeBase
    FFmpegError.throwIfError(this.#format.openOutputSync(), 'open')
    FFmpegError.throwIfError(this.#format.writeHeaderSync(), 'header')
  }

  /** @throws MediaError `output_too_large` */
  write(packet: Packet, encoder: CodecContext): void {
    packet.streamIndex = this.#stream.index
    packet.rescaleTs(encoder.timeBase, this.#stream.timeBase)
    FFmpegError.throwIfError(this.#format.interleavedWriteFrameSync(packet), 'write')
    if (this.#format.pbBytes > BigInt(this.#maxBytes)) throw new MediaError('output_too_large')
  }

  finish(): void {
    FFmpegError.throwIfError(this.#format.writeTrailerSync(), 'trailer')
    this.#format.closeOutputSync()
    this.#format.freeContext()
  }
}

function containerTags({ software, ...tags }: MediaTags, softwareTag: string | undefined): Record<string, string> {
  if (softwareTag === undefined) return {}
  const all = { ...tags, [softwareTag]: software }
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => Boolean(entry[1])))
}
