import { expect, test } from 'vitest'
import { SAMPLE_RATE_HZ, type StereoAudio, silence } from '../dsp/stereo.ts'
import { changeFeel, type FeltBeat } from './feel.ts'

const BEAT_SECONDS = 0.5
const beats: FeltBeat[] = Array.from({ length: 9 }, (_, i) => ({ seconds: i * BEAT_SECONDS, inBar: i % 4 }))

/** A short burst on every beat of two bars. */
function hits(): StereoAudio {
  const audio = silence(8 * BEAT_SECONDS * SAMPLE_RATE_HZ)
  for (let beat = 0; beat < 8; beat++) {
    for (let i = 0; i < 2000; i++) audio.left[beat * BEAT_SECONDS * SAMPLE_RATE_HZ + i] = 0.5 * Math.cos(0.2 * i)
  }
  audio.right.set(audio.left)
  return audio
}

function energyAt(audio: StereoAudio, beat: number): number {
  const start = Math.round(beat * BEAT_SECONDS * SAMPLE_RATE_HZ)
  return audio.left.subarray(start, start + 2000).reduce((sum, value) => sum + value * value, 0)
}

test('half time keeps beats 1 and 3 and nearly silences 2 and 4', () => {
  const audio = hits()
  changeFeel(audio, beats, 1)
  expect(energyAt(audio, 4)).toBeCloseTo(energyAt(hits(), 4), 3)
  expect(energyAt(audio, 2) / energyAt(hits(), 2)).toBeGreaterThan(1.5)
  expect(energyAt(audio, 1) / energyAt(hits(), 1)).toBeLessThan(0.05)
  expect(energyAt(audio, 3) / energyAt(hits(), 3)).toBeLessThan(0.05)
})

test('double time plays every hit again on the half beat', () => {
  const audio = hits()
  changeFeel(audio, beats, -1)
  for (let beat = 0; beat < 7; beat++) {
    expect(energyAt(audio, beat + 0.5) / energyAt(hits(), beat)).toBeGreaterThan(0.4)
    expect(energyAt(audio, beat)).toBeCloseTo(energyAt(hits(), beat), 3)
  }
})

test('a neutral plan changes nothing', () => {
  const audio = hits()
  changeFeel(audio, beats, 0)
  expect(audio).toEqual(hits())
})
