import { expect, test } from 'vitest'
import { SAMPLE_RATE_HZ, silence } from '../dsp/stereo.ts'
import { drumHit } from './kits/drum-hit.ts'
import { fingerprint, layerOf, NEUTRAL, peakOf, requestFor } from './layers.test.fixture.ts'
import { OneShots } from './one-shots.ts'
import { cutSourceKit } from './source-kit.ts'

const shots = new OneShots()
const PATTERN = ['kick', 'closedHat', 'snare', 'closedHat', 'kick', 'closedHat', 'snare', 'closedHat'] as const
const SPACING_SECONDS = 0.3

/** A drum loop of the dry kit, one hit every 0.3 s. */
function loop(voices: readonly (typeof PATTERN)[number][]) {
  const audio = silence(Math.round((voices.length + 1) * SPACING_SECONDS * SAMPLE_RATE_HZ))
  for (const [i, voice] of voices.entries()) {
    const at = Math.round((i + 0.1) * SPACING_SECONDS * SAMPLE_RATE_HZ)
    for (const samples of [audio.left, audio.right]) {
      for (const [k, value] of drumHit(shots, 'dry', voice, 0).entries()) {
        if (at + k < samples.length) samples[at + k] += 0.5 * value
      }
    }
  }
  return { audio, onsets: voices.map((_, i) => (i + 0.1) * SPACING_SECONDS) }
}

test('kick, snare and hat of a loop are told apart and cut into faded one-shots', () => {
  const { audio, onsets } = loop(PATTERN)
  const kit = cutSourceKit(audio, onsets)
  expect([kit?.kick.length, kit?.snare.length, kit?.closedHat.length]).toEqual([2, 2, 3])
  for (const shot of Object.values(kit ?? {}).flat()) {
    expect(peakOf(shot)).toBeCloseTo(0.9)
    expect(Math.abs(shot[0])).toBeLessThan(1e-6)
    expect(Math.abs(shot[shot.length - 1])).toBeLessThan(1e-6)
  }
})

test('a loop of hats alone is no kit, and neither is silence', () => {
  const { audio, onsets } = loop(['closedHat', 'closedHat', 'closedHat'])
  expect(cutSourceKit(audio, onsets)).toBeNull()
  expect(cutSourceKit(silence(SAMPLE_RATE_HZ), [0.1, 0.5])).toBeNull()
})

test('a groove is played on the hits of the source when there are any', () => {
  const { audio, onsets } = loop(PATTERN)
  const plan = { ...NEUTRAL, Ldrum: 1 }
  const style = { groove: 'rock8', kit: '909' }
  const own = layerOf(requestFor({ seconds: 3, plan, style }), 'drums')
  const theirs = layerOf(requestFor({ seconds: 3, plan, style, sourceKit: cutSourceKit(audio, onsets) }), 'drums')
  expect(fingerprint(theirs.audio)).not.toBe(fingerprint(own.audio))
})
