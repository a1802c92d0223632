import { SAMPLE_RATE_HZ, type StereoAudio } from '@retimbre/media'
import type { Region, RenderTask } from '../engines/port.ts'

/** A part of a result that the engine made, as opposed to what it was given and put back. */
export interface GeneratedStretch {
  readonly audio: StereoAudio
  /** What the source has at its place, or beside it where it has nothing; absent where there is no source. */
  readonly source: StereoAudio | undefined
}

/**
 * The parts of a result that are the engine's work: the regions of an inpainting, joined where they meet, what an
 * outpainting added before and after, and the whole of everything else. The kept part of an edit is the source's own
 * samples, and would speak for a broken stretch beside it.
 */
export function generatedStretches(task: RenderTask, audio: StereoAudio): readonly GeneratedStretch[] {
  switch (task.kind) {
    case 'words':
      return [{ audio, source: undefined }]
    case 'audio-to-audio':
      return [{ audio, source: task.source }]
    case 'inpainting':
      return joined(task.regions).map(({ startSeconds, endSeconds }) => {
        const [from, to] = [samplesOf(startSeconds), samplesOf(endSeconds)]
        return { audio: cut(audio, from, to), source: cut(task.source, from, to) }
      })
    case 'outpainting': {
      const { source, beforeSeconds, afterSeconds } = task
      const [before, after] = [samplesOf(beforeSeconds), samplesOf(afterSeconds)]
      const { length } = audio.left
      // What is added goes on from the nearest part of the clip, so that is what it is compared with.
      return [
        { audio: cut(audio, 0, before), source: cut(source, 0, before) },
        { audio: cut(audio, length - after, length), source: cut(source, Math.max(0, source.left.length - after)) },
      ]
    }
  }
}

function joined(regions: readonly Region[]): readonly Region[] {
  const stretches: Region[] = []
  for (const region of [...regions].sort((one, other) => one.startSeconds - other.startSeconds)) {
    const previous = stretches.at(-1)
    if (previous && region.startSeconds <= previous.endSeconds) {
      const endSeconds = Math.max(previous.endSeconds, region.endSeconds)
      stretches[stretches.length - 1] = { ...previous, endSeconds }
    } else {
      stretches.push(region)
    }
  }
  return stretches
}

const samplesOf = (seconds: number): number => Math.round(seconds * SAMPLE_RATE_HZ)

function cut({ left, right }: StereoAudio, from: number, to?: number): StereoAudio {
  return { left: left.subarray(from, to), right: right.subarray(from, to) }
}
