import { AV_CHANNEL_ORDER_NATIVE, AV_NOPTS_VALUE, type AVSampleFormat } from 'node-av/constants'
import { avChannelLayoutDefault, avChannelLayoutDescribe, avGetSampleFmtName, type Frame } from 'node-av/lib'
import { SAMPLE_RATE_HZ } from '../audio.ts'
import { MediaError } from '../errors.ts'
import { FilterChain } from './filter-chain.ts'
import { RESAMPLER_QUALITY } from './resampler.ts'

const MAX_CHANNELS = 8
const MIN_RATE_HZ = 4_000
const MAX_RATE_HZ = 384_000

/** Receives converted samples; the arrays are only valid during the call. */
export type StereoSink = (left: Float32Array, right: Float32Array) => void

/** The properties of a frame that decide the conversion; files may change them half-way. */
interface SourceShape {
  readonly sampleRateHz: number
  readonly channels: number
  readonly sampleFormat: AVSampleFormat
  readonly layout: string
}

/**
 * Turns decoded frames of any shape into stereo float at {@link SAMPLE_RATE_HZ}.
 *
 * Mono goes to both sides at its own level. More than two channels are folded down by ITU-R BS.775 (centre and
 * surrounds at -3 dB, no LFE), then scaled so that no input can clip. Two channels are always taken as left and right.
 */
export class StereoConversion {
  readonly #sink: StereoSink
  #shape: SourceShape | undefined
  #chain: FilterChain | undefined
  /** Output samples that the input so far calls for, exact to a fraction. */
  #expectedSamples = 0

  constructor(sink: StereoSink) {
    this.#sink = sink
  }

  /** Length that the output must have, to the nearest sample. */
  get expectedSamples(): number {
    return Math.round(this.#expectedSamples)
  }

  push(frame: Frame): void {
    const shape = shapeOf(frame)
    if (this.#chain === undefined || !sameShape(shape, this.#shape)) {
      this.finish()
      this.#shape = shape
      this.#chain = conversionChain(shape)
    }
    this.#expectedSamples += (frame.nbSamples * SAMPLE_RATE_HZ) / shape.sampleRateHz
    // Broken time stamps must not matter: sound is laid end to end.
    frame.pts = AV_NOPTS_VALUE
    this.#drain(this.#chain, frame)
  }

  /** Gives out what the resampler still holds. */
  finish(): void {
    if (this.#chain === undefined) return
    this.#drain(this.#chain, null)
    this.#chain.free()
    this.#chain = undefined
  }

  #drain(chain: FilterChain, frame: Frame | null): void {
    for (const { data, nbSamples } of chain.push(frame)) {
      const [left, right] = data ?? []
      if (left === undefined) continue
      this.#sink(samplesOf(left, nbSamples), samplesOf(right ?? left, nbSamples))
    }
  }
}

function samplesOf(plane: Buffer, count: number): Float32Array {
  return new Float32Array(plane.buffer, plane.byteOffset, count)
}

function shapeOf(frame: Frame): SourceShape {
  const { sampleRate: sampleRateHz, channels } = frame
  const outOfRange = sampleRateHz < MIN_RATE_HZ || sampleRateHz > MAX_RATE_HZ || channels < 1 || channels > MAX_CHANNELS
  if (outOfRange) throw new MediaError('unsupported_layout', `${channels} channels at ${sampleRateHz} Hz`)
  const named = frame.channelLayout.order === AV_CHANNEL_ORDER_NATIVE && channels > 2
  if (!named) frame.channelLayout = avChannelLayoutDefault(channels)
  const layout = avChannelLayoutDescribe(frame.channelLayout) ?? ''
  return { sampleRateHz, channels, sampleFormat: frame.format as AVSampleFormat, layout }
}

function sameShape(one: SourceShape, other: SourceShape | undefined): boolean {
  return (
    one.sampleRateHz === other?.sampleRateHz && one.sampleFormat === other.sampleFormat && one.layout === other.layout
  )
}

function conversionChain({ sampleRateHz, sampleFormat, layout, channels }: SourceShape): FilterChain {
  const target = `out_sample_rate=${SAMPLE_RATE_HZ}:out_chlayout=${channels === 1 ? 'mono' : 'stereo'}:out_sample_fmt=fltp`
  return new FilterChain(
    `time_base=1/${sampleRateHz}:sample_rate=${sampleRateHz}:sample_fmt=${avGetSampleFmtName(sampleFormat)}:channel_layout=${layout}`,
    [['aresample', `${target}:${RESAMPLER_QUALITY}:rematrix_maxval=1`]],
  )
}
