import type { StereoAudio } from '@retimbre/media'
import { clipSeconds } from '../engines/clip-seconds.ts'
import type { RenderMode, RenderTask } from '../engines/port.ts'
import { JobError } from '../errors.ts'
import { REASONS } from '../reasons.ts'
import { fill } from '../sentence.ts'

/**
 * What to render, once the clip is here and its length is known. Regions end where the clip ends.
 * @throws JobError `input_invalid` when a region lies beyond the clip, `render_failed` when there is no clip
 */
export function renderTask(mode: RenderMode, source: StereoAudio | undefined): RenderTask {
  if (mode.kind === 'words') return mode
  if (source === undefined) throw new JobError('render_failed', { reason: REASONS.source_needed })
  if (mode.kind !== 'inpainting') return { ...mode, source }
  const endOfClip = clipSeconds(source)
  const regions = mode.regions.map(({ startSeconds, endSeconds }) => {
    if (startSeconds >= endOfClip) {
      const reason = fill(REASONS.region_beyond, { start: startSeconds, clip: endOfClip.toFixed(2) })
      throw new JobError('input_invalid', { reason })
    }
    return { startSeconds, endSeconds: Math.min(endSeconds, endOfClip) }
  })
  return { ...mode, regions, source }
}

/** How long the result of a task is to be. */
export function resultSeconds(task: RenderTask): number {
  if (task.kind === 'words' || task.kind === 'audio-to-audio') return task.durationSeconds
  const clip = clipSeconds(task.source)
  return task.kind === 'inpainting' ? clip : task.beforeSeconds + clip + task.afterSeconds
}

export function sourceOf(task: RenderTask): StereoAudio | undefined {
  return task.kind === 'words' ? undefined : task.source
}
