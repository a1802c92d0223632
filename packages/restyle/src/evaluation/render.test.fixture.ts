import { expect } from 'vitest'
import type { StereoAudio } from '../dsp/stereo.ts'
import type { RestyleOptions } from '../engine/options.ts'
import { type RestyleResult, restyle } from '../engine.ts'
import { measureFormat } from './measures.ts'

/** Renders to the end and holds the result to what every result must be. Source: specification, 4.1. */
export function rendered(source: StereoAudio, options: RestyleOptions): RestyleResult {
  const render = restyle(source, options)
  let step = render.next()
  while (!step.done) step = render.next()
  const { audio, report } = step.value
  const format = measureFormat(audio)
  const prompt = `"${options.prompt}"`
  expect(format.lengthSamples, prompt).toBe(Math.round((options.durationSeconds ?? 30) * 44_100))
  expect(audio.right.length, prompt).toBe(format.lengthSamples)
  expect(format.nonFinite, prompt).toBe(0)
  expect(format.truePeakDbtp, prompt).toBeLessThanOrEqual(-1)
  if (!report.loudnessCapped) expect(Math.abs(format.loudnessLufs + 14), prompt).toBeLessThanOrEqual(1)
  return step.value
}
