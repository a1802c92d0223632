import { expect, test } from 'vitest'
import type { RenderRequest, RenderTask } from '../port.ts'
import { adviceOn } from './advice.ts'
import type { Checkpoint } from './checkpoints.ts'

const SMALL: Checkpoint = { name: 'small-music', folder: '/', longestSeconds: 120, distilled: true, named: false }
const BASE: Checkpoint = { ...SMALL, name: 'small-music-base', distilled: false }

const advice = (changes: Partial<RenderRequest>, checkpoint = SMALL) =>
  adviceOn(
    {
      ...{ model: 'm', prompt: 'x', negativePrompt: '', seed: 1, loras: [], numInferenceSteps: 8, guidanceScale: 1 },
      task: { kind: 'words', durationSeconds: 5 },
      ...changes,
    },
    checkpoint,
  ).join('\n')

test('the settings that a checkpoint was made for need no advice', () => {
  expect(advice({})).toBe('')
  expect(advice({ numInferenceSteps: 50, guidanceScale: 7, negativePrompt: 'drums' }, BASE)).toBe('')
  expect(advice({ sampler: 'pingpong' })).toBe('')
})

test.each<[string, Partial<RenderRequest>, RegExp]>([
  ['guidance', { guidanceScale: 7 }, /Guidance 7: the checkpoint "small-music" is distilled.*double the time/],
  ['a negative prompt at guidance 1', { negativePrompt: 'drums' }, /had no effect: at guidance 1/],
  [
    'a negative prompt beside guidance',
    { negativePrompt: 'drums', guidanceScale: 3 },
    /little effect on the distilled/,
  ],
  ['more than eight steps', { numInferenceSteps: 50 }, /50 steps: .* was made for 8/],
  ['a foreign sampler', { sampler: 'rk4' }, /"rk4": the distilled checkpoint "small-music" was trained for "pingpong"/],
])('on a distilled checkpoint, %s is explained', (_, changes, words) => {
  expect(advice(changes)).toMatch(words)
})

test('on a base checkpoint, few steps, no guidance and the distilled sampler are explained', () => {
  const text = advice({ negativePrompt: 'drums', sampler: 'pingpong' }, BASE)
  expect(text).toMatch(/8 steps are few for the base checkpoint/)
  expect(text).toMatch(/follows the prompt best at about 7/)
  expect(text).toMatch(/negative prompt had no effect/)
  expect(text).toMatch(/is made for "euler"/)
})

test('a source that is shorter than the result is told, half a second is not', () => {
  const clip = (seconds: number) => ({
    left: new Float32Array(44_100 * seconds),
    right: new Float32Array(44_100 * seconds),
  })
  const from = (seconds: number) =>
    advice({ task: { kind: 'audio-to-audio', durationSeconds: 4, initNoiseLevel: 0.5, source: clip(seconds) } })
  expect(from(2)).toMatch(/source is 2.0 s long/)
  expect(from(3.6)).toBe('')
  expect(from(9)).toBe('')
})

test('an edit on a small checkpoint is explained unless it was asked for', () => {
  const source = { left: new Float32Array(9), right: new Float32Array(9) }
  const task: RenderTask = { kind: 'outpainting', beforeSeconds: 0, afterSeconds: 2, paste: 'audio', source }
  expect(advice({ task })).toMatch(/"medium" is not installed.*up to 120 s/)
  expect(advice({ task, checkpoint: 'small-music' })).toBe('')
  expect(advice({ task }, { ...SMALL, name: 'medium', longestSeconds: 380 })).toBe('')
})

test('a plan, which steers the embedded engine alone, is said to have had no effect', () => {
  const source = { left: new Float32Array(44_100), right: new Float32Array(44_100) }
  const task = { kind: 'audio-to-audio', durationSeconds: 1, initNoiseLevel: 0.5, source } as const
  expect(advice({ task: { ...task, plan: { wet: 0.5 } } })).toMatch(/The plan had no effect/)
  expect(advice({ task })).toBe('')
})
