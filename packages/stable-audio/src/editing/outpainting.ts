/**
 * More of a clip, before it, behind it, or both: silence is put where the new part goes, and that is inpainted.
 * Source: specification 1.5 (continuation; the way before is ours).
 */

import { SAMPLE_RATE_HZ, type StereoAudio } from '@retimbre/media'
import { samplesOf, secondsOf } from '../diffusion/lengths.ts'
import { optionFault } from '../option-faults.ts'
import type { Region } from '../request.ts'

export interface OutpaintingOptions {
  /** 44.1 kHz. */
  readonly audio: StereoAudio
  readonly beforeSeconds?: number | undefined
  readonly afterSeconds?: number | undefined
  /** What the checkpoint makes at most, the clip included. */
  readonly longestSeconds: number
}

export interface OutpaintingPlan {
  /** The clip with silence where the new part goes. */
  readonly audio: StereoAudio
  readonly regions: readonly Region[]
  readonly durationSeconds: number
}

/**
 * The parts of an inpainting request that lengthens the clip.
 * @throws StableAudioError `option_out_of_range` when nothing is to be added, or the result is too long
 */
export function planOutpainting(options: OutpaintingOptions): OutpaintingPlan {
  const { audio, beforeSeconds = 0, afterSeconds = 0 } = options
  const before = addedSamples('beforeSeconds', beforeSeconds)
  const after = addedSamples('afterSeconds', afterSeconds)
  const start = before + audio.left.length
  const total = start + after
  checkTotal(options, before + after, total)
  const durationSeconds = secondsOf(total)
  const regions: Region[] = []
  if (before > 0) regions.push({ startSeconds: 0, endSeconds: secondsOf(before) })
  if (after > 0) regions.push({ startSeconds: secondsOf(start), endSeconds: durationSeconds })
  return {
    audio: { left: surround(audio.left, before, total), right: surround(audio.right, before, total) },
    regions,
    durationSeconds,
  }
}

function addedSamples(name: string, seconds: number): number {
  if (!(seconds >= 0 && Number.isFinite(seconds))) throw optionFault('at_least', { name, value: seconds, from: 0 })
  return samplesOf(seconds)
}

function checkTotal({ audio, longestSeconds }: OutpaintingOptions, added: number, total: number): void {
  if (audio.left.length === 0) throw optionFault('nothing_to_lengthen')
  if (added === 0) throw optionFault('nothing_to_add')
  if (total > samplesOf(longestSeconds)) {
    const room = Math.max(0, longestSeconds - audio.left.length / SAMPLE_RATE_HZ).toFixed(2)
    throw optionFault('lengthened', { total: (total / SAMPLE_RATE_HZ).toFixed(2), longest: longestSeconds, room })
  }
}

function surround(channel: Float32Array, before: number, total: number): Float32Array {
  const surrounded = new Float32Array(total)
  surrounded.set(channel, before)
  return surrounded
}
