import {
  AV_CHANNEL_LAYOUT_SURROUND,
  AV_CHANNEL_ORDER_NATIVE,
  AV_NOPTS_VALUE,
  type AVSampleFormat,
} from 'node-av/constants'
import {
  avChannelLayoutDefault,
  avChannelLayoutDescribe,
  avGetSampleFmtName,
  type ChannelLayout,
  type Frame,
} from 'node-av/lib'
import { SAMPLE_RATE_HZ } from '../audio.ts'
import { MediaError } from '../errors.ts'
import { FilterChain } from './filter-chain.ts'
import { RESAMPLER_QUALITY } from './resampler.ts'

const MAX_CHANNELS = 8
const MIN_RATE_HZ = 4_000
const MAX_RATE_HZ = 384_000

// Half: where nobody says that the fourth of six to eight channels is for low frequencies only, it may be an instrument
// and must be heard; louder, a true one would muddy the mix.
const GUESSED_LFE_LEVEL = 0.5

/** Receives converted samples; the arrays are only valid during the call. */
export type StereoSink = (left: Float32Array, right: Float32Array) => void

/** The properties of a frame that decide the conversion; files may change them half-way. */
interface SourceShape {
  readonly sampleRateHz: number
  readonly channels: number
  readonly sampleFormat: AVSampleFormat
  readonly layout: string
  /** The file says which channel is which. */
  readonly named: boolean
}

/**
 * Turns decoded frames of any shape into stereo float at {@link SAMPLE_RATE_HZ}.
 *
 * Mono goes to both sides at its own level. More than two channels are folded down by ITU-R BS.775 (centre and
 * surrounds at -3 dB, no LFE), then scaled so that no input can clip. Two channels are always taken as left and right.
 * Where the file does not say which channel is which, the usual order is taken, and every channel is audible.
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
  if (!named) frame.channelLayout = usualLayout(channels)
  const layout = avChannelLayoutDescribe(frame.channelLayout) ?? ''
  return { sampleRateHz, channels, sampleFormat: frame.format as AVSampleFormat, layout, named }
}

/** FFmpeg takes three channels for 2.1 and would drop the third; without a word from the file it is a centre. */
function usualLayout(channels: number): ChannelLayout {
  return channels === 3 ? AV_CHANNEL_LAYOUT_SURROUND : avChannelLayoutDefault(channels)
}

function sameShape(one: SourceShape, other: SourceShape | undefined): boolean {
  return (
    one.sampleRateHz === other?.sampleRateHz &&
    one.sampleFormat === other.sampleFormat &&
    one.layout === other.layout &&
    one.named === other.named
  )
}

function conversionChain({ sampleRateHz, sampleFormat, layout, channels, named }: SourceShape): FilterChain {
  const target = `out_sample_rate=${SAMPLE_RATE_HZ}:out_chlayout=${channels === 1 ? 'mono' : 'stereo'}:out_sample_fmt=fltp`
  return new FilterChain(
    `time_base=1/${sampleRateHz}:sample_rate=${sampleRateHz}:sample_fmt=${avGetSampleFmtName(sampleFormat)}:channel_layout=${layout}`,
    [['aresample', `${target}:${RESAMPLER_QUALITY}:rematrix_maxval=1:lfe_mix_level=${named ? 0 : GUESSED_LFE_LEVEL}`]],
  )
}
