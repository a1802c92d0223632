/**
 * More of a clip, before it, behind it, or both: silence is put where the new part goes, and that is inpainted.
 * Source: specification 1.5 (continuation; the way before is ours).
 */

import { SAMPLE_RATE_HZ, type StereoAudio } from '@retimbre/media'
import { samplesOf, secondsOf } from '../diffusion/lengths.ts'
import { StableAudioError } from '../errors.ts'
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
  if (!(seconds >= 0 && Number.isFinite(seconds)))
    throw new StableAudioError('option_out_of_range', `${name} is ${seconds}, and must be 0 or more`)
  return samplesOf(seconds)
}

function checkTotal({ audio, longestSeconds }: OutpaintingOptions, added: number, total: number): void {
  if (audio.left.length === 0) throw new StableAudioError('option_out_of_range', 'the clip to be lengthened is empty')
  if (added === 0)
    throw new StableAudioError('option_out_of_range', 'beforeSeconds and afterSeconds are 0; one must be more')
  if (total > samplesOf(longestSeconds)) {
    const seconds = (total / SAMPLE_RATE_HZ).toFixed(2)
    const room = Math.max(0, longestSeconds - audio.left.length / SAMPLE_RATE_HZ).toFixed(2)
    throw new StableAudioError(
      'option_out_of_range',
      `the lengthened clip is ${seconds} s; this checkpoint makes at most ${longestSeconds} s, so at most ${room} s can be added`,
    )
  }
}

function surround(channel: Float32Array, before: number, total: number): Float32Array {
  const surrounded = new Float32Array(total)
  surrounded.set(channel, before)
  return surrounded
}
