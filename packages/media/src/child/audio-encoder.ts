import {
  AV_CODEC_FLAG_BITEXACT,
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_CODEC_FLAG_QSCALE,
  FF_QP2LAMBDA,
} from 'node-av/constants'
import { avChannelLayoutDefault, Codec, CodecContext, FFmpegError, type Frame, Packet, Rational } from 'node-av/lib'
import type { EncoderSettings } from './encoder-settings.ts'

/** One opened encoder. Options go through `setOption`: a Dictionary handed to `open2` is freed twice by the binding. */
export class AudioEncoder {
  readonly context: CodecContext
  readonly #packet = new Packet()

  constructor(settings: EncoderSettings, bitrateKbps: number | undefined, needsGlobalHeader: boolean) {
    const codec = Codec.findEncoderByName(settings.encoder)
    if (codec === null) throw new Error(`the build has no encoder ${settings.encoder}`)
    this.#packet.alloc()
    this.context = new CodecContext()
    this.context.allocContext3(codec)
    this.context.sampleRate = settings.sampleRateHz
    this.context.sampleFormat = settings.sampleFormat
    this.context.channelLayout = avChannelLayoutDefault(2)
    this.context.timeBase = new Rational(1, settings.sampleRateHz)
    // Same input, same bytes: no version strings and no random numbers.
    this.context.setFlags(AV_CODEC_FLAG_BITEXACT)
    if (needsGlobalHeader) this.context.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER)
    setRate(this.context, settings, bitrateKbps)
    for (const [name, value] of Object.entries(settings.encoderOptions ?? {})) {
      FFmpegError.throwIfError(this.context.setOption(name, value), name)
    }
    FFmpegError.throwIfError(this.context.open2Sync(codec), settings.encoder)
  }

  /** Samples a channel that each frame must hold; 0 when any number will do. */
  get frameSize(): number {
    return this.context.frameSize
  }

  /** Encodes a frame (null ends the stream) and yields its packets. The yielded packet is reused. */
  *push(frame: Frame | null): Generator<Packet, void, void> {
    FFmpegError.throwIfError(this.context.sendFrameSync(frame), 'encode')
    while (this.context.receivePacketSync(this.#packet) >= 0) {
      yield this.#packet
      this.#packet.unref()
    }
  }

  free(): void {
    this.#packet.free()
    this.context.freeContext()
  }
}

function setRate(context: CodecContext, { defaultRate }: EncoderSettings, bitrateKbps: number | undefined): void {
  if (defaultRate === undefined) return
  if (bitrateKbps === undefined && 'quality' in defaultRate) {
    context.setFlags(AV_CODEC_FLAG_QSCALE)
    context.globalQuality = defaultRate.quality * FF_QP2LAMBDA
    return
  }
  const kbps = bitrateKbps ?? ('kbps' in defaultRate ? defaultRate.kbps : 0)
  context.bitRate = BigInt(Math.round(kbps * 1000))
}
