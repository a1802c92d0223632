/**
 * Audio to latents and back, in bounded memory, with progress and an end to it at every run.
 *
 * C = 256 channels, T latents (1 latent = 4096 samples = 92.9 ms at 44.1 kHz).
 * Source: specification 2.6, 2.7 and 3.8. Parity: 1e-5 relative to the reference, fp32.
 */

import type { StereoAudio } from '@retimbre/media'
import type { TensorSource } from '../checkpoint/tensor-source.ts'
import type { Int8Matrices } from '../graph/parameters.ts'
import type { GraphSession } from '../runtime/session.ts'
import type { SessionPool } from '../runtime/session-pool.ts'
import type { LatentFrames } from './cutting.ts'
import { decoderGraph, encoderGraph } from './same.ts'
import {
  decodeEnds,
  drawsTokens,
  type EncodeSequence,
  encodeEnds,
  type NormalDraws,
  type Sequence,
  type SequenceEnds,
  sequenceOf,
} from './sequence.ts'
import { type CodecShape, samplesPerLatent } from './shape.ts'
import { audibleSamples, silentClip, silentFrame } from './silence.ts'
import { stepFeeds } from './step-feeds.ts'
import { type Pass, referencePasses } from './tiling.ts'

export interface CodecOptions {
  readonly sessions: Pick<SessionPool, 'get'>
  readonly tensors: TensorSource
  readonly shape: CodecShape
  readonly int8?: Int8Matrices | undefined
  readonly portable?: boolean | undefined
  /** `pretransform.model.` when absent, as in a checkpoint of the whole model; empty in one of the codec alone. */
  readonly prefix?: string | undefined
}

export interface EncodeOptions {
  /** Adds the noise that the reference adds, in its order; none when absent. */
  readonly normal?: NormalDraws | undefined
  readonly signal: AbortSignal
}

export interface DecodeOptions extends EncodeOptions {
  /** T */
  readonly frames: number
  /** Only the first of them are decoded. The latent that fills up the last chunk of SAME-S may be wanted too. */
  readonly wantedFrames: number
}

/** Runs of the graph. */
export interface CodecProgress {
  readonly done: number
  readonly total: number
}

export interface Codec {
  /**
   * @param audio   what is shorter than the latents is followed by silence, what is longer is cut
   * @param frames  T, the latents that are wanted
   * @returns [C, T]
   */
  encode(audio: StereoAudio, frames: number, options: EncodeOptions): AsyncGenerator<CodecProgress, Float32Array>
  /** @param latents [C, T] @returns the samples of `wantedFrames` latents, not limited to ±1 */
  decode(latents: Float32Array, options: DecodeOptions): AsyncGenerator<CodecProgress, StereoAudio>
}

const NO_SOUND: StereoAudio = { left: new Float32Array(), right: new Float32Array() }

type Direction = 'encoder' | 'decoder'

export function createCodec(options: CodecOptions): Codec {
  return new SameCodec(options)
}

class SameCodec implements Codec {
  readonly #options: CodecOptions
  readonly #shape: CodecShape
  /** Latents of the silent clip, once they are known. */
  #silence: LatentFrames | undefined

  constructor(options: CodecOptions) {
    this.#options = options
    this.#shape = options.shape
  }

  async *encode(
    audio: StereoAudio,
    frames: number,
    { normal, signal }: EncodeOptions,
  ): AsyncGenerator<CodecProgress, Float32Array> {
    const into = this.#blank(frames)
    const { sequences, silence } = normal
      ? { sequences: referencePasses(frames, frames).map((pass) => this.#encoding(audio, into, pass)) }
      : this.#quietEncoding(audio, into)
    const ends = (sequence: EncodeSequence): SequenceEnds => encodeEnds(this.#shape, sequence, normal)
    yield* this.#through('encoder', sequences, ends, { noise: normal !== undefined, signal })
    this.#silence ??= silence
    this.#fillSilence(into, sequences.at(-1)?.keep[1] ?? frames)
    return into.data
  }

  async *decode(
    data: Float32Array,
    { frames, wantedFrames, normal, signal }: DecodeOptions,
  ): AsyncGenerator<CodecProgress, StereoAudio> {
    const samples = wantedFrames * samplesPerLatent(this.#shape)
    const into = { left: new Float32Array(samples), right: new Float32Array(samples) }
    const passes: Pass[] = normal
      ? referencePasses(frames, wantedFrames)
      : [{ from: 0, frames, keep: [0, wantedFrames] }]
    const { decoder, chunkLatents } = this.#shape
    // A whole chunk of context: half of one for attention, and one token for the convolution behind it.
    const sequences = passes.map((pass) => sequenceOf(this.#shape, decoder, pass, chunkLatents))
    const clip = { latents: { data, frames }, into }
    const ends = (sequence: Sequence): SequenceEnds => decodeEnds(this.#shape, sequence, clip, normal)
    yield* this.#through('decoder', sequences, ends, { noise: normal !== undefined, signal })
    return into
  }

  #blank(frames: number): LatentFrames {
    return { data: new Float32Array(this.#shape.latentChannels * frames), frames }
  }

  #encoding(audio: StereoAudio, into: LatentFrames, pass: Pass): EncodeSequence {
    const { encoder, chunkLatents } = this.#shape
    return { ...sequenceOf(this.#shape, encoder, pass, chunkLatents / 2), audio, into }
  }

  /** The part of a clip that sound reaches, and the silent clip where that is worth its while and not yet known. */
  #quietEncoding(
    audio: StereoAudio,
    into: LatentFrames,
  ): { readonly sequences: EncodeSequence[]; readonly silence?: LatentFrames } {
    const { frames } = into
    const silent = silentClip(this.#shape)
    const samples = samplesPerLatent(this.#shape)
    const heard = Math.ceil(audibleSamples(audio, frames * samples) / samples) + silent.hearing
    const worthIt = frames - heard > (this.#silence ? 0 : silent.frames)
    const clip = this.#encoding(audio, into, { from: 0, frames, keep: [0, worthIt ? heard : frames] })
    if (!worthIt || this.#silence) return { sequences: [clip] }
    const silence = this.#blank(silent.frames)
    const whole: Pass = { from: 0, frames: silent.frames, keep: [0, silent.frames] }
    return { sequences: [this.#encoding(NO_SOUND, silence, whole), clip], silence }
  }

  #fillSilence(into: LatentFrames, from: number): void {
    const silence = this.#silence
    if (silence === undefined) return
    for (let frame = from; frame < into.frames; frame += 1) {
      const equal = silentFrame(this.#shape, frame, into.frames)
      for (let channel = 0; channel < this.#shape.latentChannels; channel += 1) {
        into.data[channel * into.frames + frame] = silence.data[channel * silence.frames + equal] ?? Number.NaN
      }
    }
  }

  async *#through<S extends Sequence>(
    direction: Direction,
    sequences: readonly S[],
    endsOf: (sequence: S) => SequenceEnds,
    { noise, signal }: { readonly noise: boolean; readonly signal: AbortSignal },
  ): AsyncGenerator<CodecProgress, void> {
    const total = sequences.reduce((sum, { steps }) => sum + steps.length, 0)
    let done = 0
    for (const sequence of sequences) {
      const ends = endsOf(sequence)
      const feeds = stepFeeds(this.#shape, this.#shape[direction], sequence.frames)
      for (const step of sequence.steps) {
        signal.throwIfAborted()
        const session = await this.#session(direction, noise && drawsTokens(this.#shape[direction]))
        const results = await session.run({ ...ends.feed(step), ...feeds.of(step) })
        feeds.remember(results)
        ends.take(step, results)
        done += 1
        yield { done, total }
      }
    }
  }

  #session(direction: Direction, noise: boolean): Promise<GraphSession> {
    const { sessions, prefix = 'pretransform.model.', ...options } = this.#options
    const build = direction === 'encoder' ? encoderGraph : decoderGraph
    return sessions.get(`codec.${direction}${noise ? '.noise' : ''}`, () => build({ ...options, prefix, noise }))
  }
}
