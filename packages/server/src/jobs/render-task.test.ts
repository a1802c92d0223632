import { expect, test } from 'vitest'
import { renderTask, resultSeconds } from './render-task.ts'

const clip = { left: new Float32Array(44_100 * 4), right: new Float32Array(44_100 * 4) }
const inpainting = (startSeconds: number, endSeconds: number) =>
  renderTask({ kind: 'inpainting', paste: 'audio', regions: [{ startSeconds, endSeconds }] }, clip)

test('a region ends where the clip ends, and one that begins there is refused', () => {
  expect(inpainting(1, 2)).toMatchObject({ regions: [{ startSeconds: 1, endSeconds: 2 }] })
  expect(inpainting(1, 9)).toMatchObject({ regions: [{ startSeconds: 1, endSeconds: 4 }] })
  expect(() => inpainting(4, 9)).toThrow('begins at 4 s, and the clip is 4.00 s long')
})

test('a model that starts from a clip does nothing without one', () => {
  const mode = { kind: 'audio-to-audio', durationSeconds: 2, initNoiseLevel: 0.5 } as const
  expect(() => renderTask(mode, undefined)).toThrow(/source clip/)
})

test('how long a result is to be follows from the mode and the clip', () => {
  expect(resultSeconds({ kind: 'words', durationSeconds: 7 })).toBe(7)
  expect(resultSeconds(inpainting(0, 1))).toBe(4)
  const mode = { kind: 'outpainting', beforeSeconds: 2, afterSeconds: 0.5, paste: 'none' } as const
  expect(resultSeconds(renderTask(mode, clip))).toBe(6.5)
})
