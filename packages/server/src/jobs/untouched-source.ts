import { SAMPLE_RATE_HZ } from '@retimbre/media'
import { missingSourceAdvice } from '../engines/missing-source.ts'
import type { RenderedAudio, RenderTask } from '../engines/port.ts'
import { VERSION } from '../version.ts'
import { WARNINGS } from '../warnings.ts'

/** Stands where an engine's name would. */
const NO_ENGINE = 'none'

/**
 * The result of a task that asks for the source as it is, cut or padded to the wanted length: at an init noise level of 0
 * there is nothing for an engine to do, and whatever it did would only make the clip worse. `undefined` for other tasks.
 */
export function untouchedSource(task: RenderTask): RenderedAudio | undefined {
  if (task.kind !== 'audio-to-audio' || task.initNoiseLevel !== 0) return undefined
  const { left, right } = task.source
  const samples = Math.round(task.durationSeconds * SAMPLE_RATE_HZ)
  return {
    audio: { left: cutOrPadded(left, samples), right: cutOrPadded(right, samples) },
    engine: NO_ENGINE,
    engineVersion: VERSION,
    warnings: [WARNINGS.untouched, ...missingSourceAdvice(task, WARNINGS.silence_behind_source)],
    report: { checkpoint: null, mode: task.kind },
  }
}

function cutOrPadded(channel: Float32Array, samples: number): Float32Array {
  const result = new Float32Array(samples)
  result.set(channel.subarray(0, samples))
  return result
}
