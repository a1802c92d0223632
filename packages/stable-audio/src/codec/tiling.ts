/**
 * How a long clip goes through the codec in pieces that fit in memory, without a trace in the result.
 *
 * SAME-S runs in windows with a little real context on each side, SAME-L as a stream (see sliding-core.ts). The
 * reference's own windows (128 latents, 32 of them shared) are needed only where its noise is to be matched.
 * Source: specification 2.6 (receptive fields) and 2.7. Parity: SAME-S equal to the whole pass, SAME-L to 5e-7.
 */

import { BLOCK_LATENTS } from './sliding-core.ts'

/** Latents `from` … `to`, without `to`. */
export type Frames = readonly [from: number, to: number]

/** One run of a graph. */
export interface Step {
  /** The graph is given `length` latents (or their samples) from `from` on; those outside of the clip are zero. */
  readonly from: number
  readonly length: number
  /** The latent that the first frame of the result belongs to. */
  readonly resultFrom: number
  /** What of the result is kept: possibly nothing. */
  readonly keep: Frames
}

export interface WindowPlan {
  /** Latents of the clip, a multiple of `chunk`. */
  readonly frames: number
  /** Latents 0 … wanted are made. */
  readonly wanted: number
  /** Windows begin and end at a multiple of this. */
  readonly chunk: number
  /** Latents of context that a result needs on each side. */
  readonly context: number
  readonly longest: number
}

/** Windows of one length, as equal as chunks allow; the last one is moved back rather than cut short. */
export function windowSteps({ frames, wanted, chunk, context, longest }: WindowPlan): Step[] {
  const roundUp = (length: number): number => Math.ceil(length / chunk) * chunk
  const needed = Math.min(frames, roundUp(wanted + context))
  const both = roundUp(2 * context)
  const count = Math.max(1, Math.ceil((needed - both) / (longest - both)))
  const hop = roundUp(Math.max(0, needed - both) / count)
  const length = Math.min(needed, hop + both)
  const steps: Step[] = []
  let done = 0
  while (done < wanted) {
    const from = Math.min(steps.length * hop, needed - length)
    const end = from + length === needed ? wanted : from + length - context
    steps.push({ from, length, resultFrom: from, keep: [done, end] })
    done = end
  }
  return steps
}

export interface StreamPlan {
  /** Latents 0 … wanted are made. */
  readonly wanted: number
  /** Latents by which the result of a step lies behind what it was given. */
  readonly delay: number
  readonly longest: number
}

/** Steps of one length, chosen so that the last one is as full as can be. */
export function streamSteps({ wanted, delay, longest }: StreamPlan): Step[] {
  const count = Math.ceil((wanted + delay) / longest)
  const length = Math.ceil((wanted + delay) / count / BLOCK_LATENTS) * BLOCK_LATENTS
  const steps: Step[] = []
  for (let from = 0; from < wanted + delay; from += length) {
    const resultFrom = from - delay
    const keep: Frames = [Math.max(0, resultFrom), Math.max(0, Math.min(wanted, resultFrom + length))]
    steps.push({ from, length, resultFrom, keep })
  }
  return steps
}

/** A sequence that goes through the codec as if nothing lay around it. */
export interface Pass {
  /** Where it lies in the clip. */
  readonly from: number
  readonly frames: number
  /** Latents of the clip that come from it; a later pass writes over an earlier one. */
  readonly keep: Frames
}

const REFERENCE_WINDOW = 128
const REFERENCE_OVERLAP = 32

/** The windows of the reference, in its order, as far as they are wanted. */
export function referencePasses(frames: number, wanted: number): Pass[] {
  if (frames < REFERENCE_WINDOW) return [{ from: 0, frames, keep: [0, wanted] }]
  const last = frames - REFERENCE_WINDOW
  const trim = REFERENCE_OVERLAP / 2
  const starts: number[] = []
  for (let start = 0; start < last; start += REFERENCE_WINDOW - REFERENCE_OVERLAP) starts.push(start)
  return [...starts, last]
    .map((from): Pass => {
      const keep: Frames = [
        from === 0 ? 0 : from + trim,
        Math.min(wanted, from === last ? frames : from + REFERENCE_WINDOW - trim),
      ]
      return { from, frames: REFERENCE_WINDOW, keep }
    })
    .filter(({ keep: [from, to] }) => from < to)
}
