/** More of a knob is never less of its effect. Source: specification, 4.3. */
import { expect, test } from 'vitest'
import type { RestyleOptions } from '../engine/options.ts'
import * as measures from './measures.ts'
import { rendered } from './render.test.fixture.ts'
import { song } from './song.test.fixture.ts'

const SECONDS = 5
const { mix } = song(SECONDS)
const restyled = (options: RestyleOptions) => rendered(mix, { durationSeconds: SECONDS, seed: 1, ...options })

/** Each value at most `tolerance` below the one before. */
function expectRising(values: readonly number[], tolerance: number): void {
  for (let i = 1; i < values.length; i++)
    expect(values[i], `${values}`).toBeGreaterThanOrEqual(values[i - 1] - tolerance)
}

test.each(['warm vintage jazz', 'dark atmospheric spacious', 'aggressive distorted'])(
  'with more init_noise_level "%s" moves away from the source, in tone and in harmony',
  (prompt) => {
    const levels = [0, 0.25, 0.5, 0.75, 0.9, 1]
    const results = levels.map((initNoiseLevel) => restyled({ prompt, initNoiseLevel }).audio)
    const spectra = results.map((audio) => measures.measureSound(audio).spectrumDb)
    expectRising(
      spectra.map((spectrum) => measures.spectralDistanceDb(spectrum, spectra[0])),
      0.05,
    )
    expectRising(
      results.map((audio) => -measures.chromaAgreement(results[0], audio)),
      0.02,
    )
  },
)

test.each<[string, (prompt: string, guidanceScale: number) => number]>([
  ['dark', (prompt, guidanceScale) => -measures.measureSound(restyled({ prompt, guidanceScale }).audio).centroidHz],
  ['bright', (prompt, guidanceScale) => measures.measureSound(restyled({ prompt, guidanceScale }).audio).centroidHz],
  ['wide', (prompt, guidanceScale) => measures.measureSound(restyled({ prompt, guidanceScale }).audio).sideDb],
  ['slower', (prompt, guidanceScale) => -restyled({ prompt, guidanceScale }).report.done.tempoRatio],
])('with more guidance "%s" is more so', (prompt, quantity) => {
  const values = [0, 1, 4, 25].map((guidanceScale) => quantity(prompt, guidanceScale))
  expectRising(values, Math.abs(values[0]) * 0.005)
  expect(values[3]).toBeGreaterThan(values[0])
})

test('more steps come closer to the target spectrum, and never further from it', () => {
  const prompt = 'warm cinematic strings and soft drums'
  const errors = [1, 4, 16, 100].map((numInferenceSteps) => {
    const [before, after] = restyled({ prompt, numInferenceSteps }).report.done.targetErrorDb
    expect(after).toBeLessThan(before)
    return -after
  })
  expectRising(errors, 0)
  expect(errors[2]).toBeGreaterThan(errors[0])
})

test('a negative prompt acts more with more guidance', () => {
  const lost = [1, 7].map((guidanceScale) => {
    const prompt = 'bright energetic rock'
    const share = (negativePrompt: string): number => {
      const { audio } = restyled({ prompt, guidanceScale, negativePrompt })
      return measures.bandShareDb(measures.measureSound(audio).spectrumDb, 2000, 5000)
    }
    return share('') - share('harshness')
  })
  expect(lost[0]).toBeGreaterThan(4)
  expect(lost[1]).toBeGreaterThan(4)
})
