/** A reverb time written as a number is heard. Source: specification of the restyle engine, 4.2. */
import { expect, test } from 'vitest'
import { clap } from './clips.test.fixture.ts'
import * as measures from './measures.ts'
import { rendered } from './render.test.fixture.ts'

const inRoom = (prompt: string, options: { negativePrompt?: string; initNoiseLevel?: number } = {}) =>
  rendered(clap(6), { prompt, durationSeconds: 6, seed: 1, initNoiseLevel: 0.8, ...options })
const decay = (...request: Parameters<typeof inRoom>): number => measures.decayTime(inRoom(...request).audio, 0.49)

test.each([1, 2, 3])('"%d seconds of reverb" rings that long', (seconds) => {
  const { audio, report } = inRoom(`${seconds} seconds of reverb`)
  expect(report.done.reverbSeconds).toBe(seconds)
  expect(Math.abs(measures.decayTime(audio, 0.49) / seconds - 1)).toBeLessThanOrEqual(0.2)
})

test('a reverb of 0 seconds takes the room away', () => {
  const { audio, report } = inRoom('reverberant, reverb of 0 seconds')
  expect(report.done.reverbSeconds).toBeNull()
  expect(measures.decayTime(audio, 0.49)).toBeLessThanOrEqual(0.1)
})

test('a reverb time is not heard where reverb is unwanted, or at strength 0', () => {
  expect(decay('3 seconds of reverb', { negativePrompt: 'reverb' })).toBeLessThanOrEqual(0.1)
  expect(decay('3 seconds of reverb', { initNoiseLevel: 0 })).toBeLessThanOrEqual(0.1)
})
