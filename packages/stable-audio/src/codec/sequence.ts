/**
 * One pass through the codec, cut into runs, and what goes into and comes out of each.
 *
 * The noise that the reference adds is drawn when a pass begins, in its order: encode, the new tokens [T, 1, E] of
 * SAME-L; decode, the latents [C, T], then the new tokens [T', 16, E]. Source: specification 2.6 and 3.8.
 */

import type { StereoAudio } from '@retimbre/media'
import type { Feeds, FloatTensor } from '../runtime/session.ts'
import { cutAudio, cutLatents, cutRows, type LatentFrames, putAudio, putLatents } from './cutting.ts'
import { type CodecShape, type CodecStack, paddedFrames, samplesPerLatent } from './shape.ts'
import { type Frames, type Pass, type Step, streamSteps, windowSteps } from './tiling.ts'

/** Draws the next normal numbers of the generation's stream. */
export type NormalDraws = (length: number) => Float32Array

export interface Sequence extends Pass {
  readonly steps: readonly Step[]
}

export interface EncodeSequence extends Sequence {
  readonly audio: StereoAudio
  readonly into: LatentFrames
}

/** Both ends of the runs of a sequence, whose steps count latents from its own start. */
export interface SequenceEnds {
  feed(step: Step): Feeds
  take(step: Step, results: Readonly<Record<string, FloatTensor>>): void
}

// 68: 64 latents and their context, about 0.6 s on two cores. Windows of 36 cost as much a latent and repeat twice the
// context; windows of 132 cost up to a tenth more a latent, because they fall out of the processor's cache.
const LONGEST_WINDOW_LATENTS = 68
// 12: less than a second of SAME-L on two cores, so that progress and cancellation come every second. Steps of 8 cost a
// tenth more a latent, steps of 16 to 32 no less.
const LONGEST_STEP_LATENTS = 12
/** Of what the decoder is given, in units of its deviation. Source: specification 2.6. */
const LATENT_NOISE = 1e-3

/** @param context  latents that chunked attention needs beside a result */
export function sequenceOf(shape: CodecShape, stack: CodecStack, pass: Pass, context: number): Sequence {
  const wanted = pass.keep[1] - pass.from
  const steps =
    shape.attention === 'chunked-midpoint'
      ? windowSteps({
          frames: paddedFrames(shape, pass.frames),
          wanted,
          chunk: shape.chunkLatents,
          context,
          longest: LONGEST_WINDOW_LATENTS,
        })
      : streamSteps({ wanted, delay: stack.depth, longest: LONGEST_STEP_LATENTS })
  return { ...pass, steps }
}

export function encodeEnds(shape: CodecShape, sequence: EncodeSequence, normal?: NormalDraws): SequenceEnds {
  const { from, frames, audio, into } = sequence
  const { patchSize } = shape
  const samples = samplesPerLatent(shape)
  const tokenNoise = drawnTokens(normal, shape.encoder, frames, 1)
  return {
    feed(step) {
      const place = {
        from: (from + step.from) * samples,
        samples: step.length * samples,
        end: (from + frames) * samples,
      }
      return { audio: cutAudio(audio, { ...place, patchSize }), ...tokenNoise(step) }
    },
    take(step, { latents }) {
      const keep = kept(sequence, step)
      if (latents && keep) putLatents(into, latents, from + step.resultFrom, keep)
    },
  }
}

export interface DecodeClip {
  readonly latents: LatentFrames
  readonly into: StereoAudio
}

export function decodeEnds(
  shape: CodecShape,
  sequence: Sequence,
  { latents, into }: DecodeClip,
  normal?: NormalDraws,
): SequenceEnds {
  const { from, frames } = sequence
  const { stride, decoder } = shape
  const samples = samplesPerLatent(shape)
  const { data } = cutLatents(latents, from, frames)
  normal?.(data.length).forEach((value, index) => {
    data[index] = (data[index] ?? 0) + LATENT_NOISE * value
  })
  const tokenNoise = drawnTokens(normal, decoder, paddedFrames(shape, frames), stride)
  return {
    feed: (step) => ({ latents: cutLatents({ data, frames }, step.from, step.length), ...tokenNoise(step) }),
    take(step, { audio }) {
      const keep = kept(sequence, step)
      if (!audio || !keep) return
      putAudio(into, audio, (from + step.resultFrom) * samples, [keep[0] * samples, keep[1] * samples])
    },
  }
}

/** Whether the graph of this stack has an input for noise, when there is noise. */
export const drawsTokens = ({ maskNoise }: CodecStack): boolean => maskNoise > 0

function drawnTokens(
  normal: NormalDraws | undefined,
  stack: CodecStack,
  frames: number,
  tokens: number,
): (step: Step) => Feeds {
  if (normal === undefined || !drawsTokens(stack)) return () => ({})
  const noise = normal(frames * tokens * stack.width)
  return (step) => ({ tokenNoise: cutRows(noise, [tokens, stack.width], step) })
}

/** Latents of the clip that a step gives; nothing when it gives none that are wanted. */
function kept({ from, keep }: Sequence, step: Step): Frames | undefined {
  const start = Math.max(keep[0], from + step.keep[0])
  const end = Math.min(keep[1], from + step.keep[1])
  return start < end ? [start, end] : undefined
}
