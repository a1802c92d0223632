import { expect, test } from 'vitest'
import { beatPeriodSeconds, trackBeats } from './beats.ts'
import { onsetEnvelope, pickOnsets } from './onsets.ts'
import { clicks, DRUM_PATTERNS, drumLoop } from './synthetic.test.fixture.ts'
import { estimateTempo } from './tempo.ts'

test('the beats of a click track at 120 BPM lie within 10 ms of the clicks, without bias', () => {
  const audio = clicks(15, 0.5)
  const envelope = onsetEnvelope(audio)
  const beats = trackBeats(envelope, estimateTempo(envelope).bpm, audio)
  const errors = beats.map((beat) => beat - 0.5 * Math.round(beat / 0.5))
  expect(beats.length).toBeGreaterThan(26)
  for (const error of errors) expect(Math.abs(error)).toBeLessThan(0.01)
  expect(Math.abs(errors.reduce((sum, error) => sum + error, 0) / errors.length)).toBeLessThan(0.002)
})

test.each(['rock', 'house', 'hiphop'])('the beats of a %s loop are its quarter notes', (name) => {
  const audio = drumLoop(DRUM_PATTERNS[name], 104, 12)
  const envelope = onsetEnvelope(audio)
  const beats = trackBeats(envelope, estimateTempo(envelope).bpm, audio)
  const quarter = 60 / 104
  for (const beat of beats) expect(Math.abs(beat - quarter * Math.round(beat / quarter))).toBeLessThan(0.01)
  expect(beats.length).toBeGreaterThanOrEqual(20)
  expect(60 / (beatPeriodSeconds(beats) ?? 0)).toBeCloseTo(104, 0)
})

test('onsets are found to within 3 ms of where drums are struck, and nowhere else', () => {
  const onsets = pickOnsets(onsetEnvelope(drumLoop(DRUM_PATTERNS.house, 120, 8)), drumLoop(DRUM_PATTERNS.house, 120, 8))
  for (const onset of onsets) expect(Math.abs(onset - 0.25 * Math.round(onset / 0.25))).toBeLessThan(0.003)
  expect(onsets.length).toBeGreaterThanOrEqual(30)
})

test('eight beats are too few for a steady period', () => {
  expect(beatPeriodSeconds([0, 1, 2, 3, 4, 5, 6, 7])).toBeUndefined()
})
