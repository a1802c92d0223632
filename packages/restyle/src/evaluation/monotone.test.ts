/** More of a knob is never less of its effect. Source: specification, 4.3. */
import { expect, test } from 'vitest'
import type { StereoAudio } from '../dsp/stereo.ts'
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

// Swing moves the attacks about: there the agreement dips and recovers by 0.05 (specification, 1.4).
test.each([
  ['warm vintage jazz', 0.07],
  ['dark atmospheric spacious', 0.02],
  ['aggressive distorted', 0.02],
])('with more init_noise_level "%s" moves away from the source, in tone, in harmony and in rhythm', (prompt, swing) => {
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
  const rhythm = results.map((audio) => measures.onsetAgreement(results[0], audio))
  expectRising(
    rhythm.map((agreement) => -agreement),
    swing,
  )
  expect(rhythm[5]).toBeLessThan(0.75)
})

/** The tracker may count half beats of a slow clip; none of these is faster than its source. */
const tempoUpTo = (audio: StereoAudio, fastestBpm: number): number => {
  const tracked = measures.trackedTempo(audio)
  return tracked > fastestBpm ? tracked / 2 : tracked
}
const sourceBpm = measures.trackedTempo(mix)

test.each<[string, (audio: StereoAudio) => number]>([
  ['dark', (audio) => -measures.measureSound(audio).centroidHz],
  ['bright', (audio) => measures.measureSound(audio).centroidHz],
  ['wide', (audio) => measures.measureSound(audio).sideDb],
  ['slower', (audio) => -tempoUpTo(audio, 1.02 * sourceBpm)],
  ['distorted', (audio) => measures.measureSound(audio).flatness],
])('with more guidance "%s" is more so', (prompt, quantity) => {
  const values = [0, 1, 4, 25].map((guidanceScale) => quantity(restyled({ prompt, guidanceScale }).audio))
  expectRising(values, Math.abs(values[0]) * 0.005)
  expect(values[3] - values[0]).toBeGreaterThan(0.05 * Math.abs(values[0]))
})

test('more steps bring what is heard closer to the target spectrum, and never further from it', () => {
  // Nothing is added and no tone word is said, so the target is the source's own spectrum, which drive and room bend.
  const wanted = measures.measureSound(mix).spectrumDb
  const errors = [1, 4, 16, 100].map((numInferenceSteps) => {
    const { audio } = restyled({ prompt: '', plan: { drive: 0.8, wet: 0.5 }, numInferenceSteps })
    return measures.spectralDistanceDb(measures.measureSound(audio).spectrumDb, wanted)
  })
  expectRising(
    errors.map((error) => -error),
    0.05,
  )
  expect(errors[2]).toBeLessThan(0.7 * errors[0])
})

test.each([
  ['energetic rock', 'harshness', 2000, 5000],
  ['energetic rock', 'bass', 0, 150],
])('against "%s" the negative prompt "%s" acts more with more guidance', (prompt, negativePrompt, fromHz, toHz) => {
  const [usual, more] = [1, 7].map((guidanceScale) => {
    const share = (options: Partial<RestyleOptions>): number => {
      const { audio } = restyled({ prompt, guidanceScale, ...options })
      return measures.bandShareDb(measures.measureSound(audio).spectrumDb, fromHz, toHz)
    }
    return share({}) - share({ negativePrompt })
  })
  expect(usual).toBeGreaterThan(2)
  expect(more).toBeGreaterThan(usual + 0.5)
})
