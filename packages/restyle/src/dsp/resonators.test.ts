import { expect, test } from 'vitest'
import { type ResonatorKind, resonate } from './resonators.ts'
import { amplitudeAt, noise, power } from './signals.test.fixture.ts'
import { silence } from './stereo.ts'
import { midiToHz } from './units.ts'

/** The bank rung by one short hit. */
function rung(kind: ResonatorKind, rootPitchClass = 9, minor = true) {
  const audio = silence(3 * 44_100)
  const hit = noise(200, 0.8)
  audio.left.set(hit.left)
  audio.right.set(hit.left)
  resonate(audio, { kind, rootPitchClass, minor, seed: 1 })
  return audio
}

test('the lowest partial of metal, glass and wood is the root of the key', () => {
  for (const kind of ['metal', 'glass', 'wood'] as const)
    for (const root of [0, 4, 9]) {
      const { left } = rung(kind, root)
      const octave = kind === 'glass' ? 24 : kind === 'metal' ? 12 : 0
      const candidates = [octave - 12, octave, octave + 12].map((shift) => midiToHz(48 + root + shift))
      const strongest = Math.max(...candidates.map((hz) => amplitudeAt(left, hz, 0, 44_100)))
      const between = Math.max(...candidates.map((hz) => amplitudeAt(left, hz * 1.19, 0, 44_100)))
      expect(strongest).toBeGreaterThan(3 * between)
    }
})

test('strings hold the third of the key: minor or major', () => {
  const third = (minor: boolean, semitones: number) =>
    amplitudeAt(rung('strings', 9, minor).left, midiToHz(57 + 12 + semitones), 0, 88_200)
  expect(third(true, 3)).toBeGreaterThan(5 * third(true, 4))
  expect(third(false, 4)).toBeGreaterThan(5 * third(false, 3))
})

test('wood is short, metal and strings ring on', () => {
  const left = (kind: ResonatorKind) => rung(kind).left
  const later = (samples: Float32Array) => power(samples, 44_100, 66_150) / power(samples, 300, 4410)
  expect(later(left('wood'))).toBeLessThan(1e-6)
  expect(later(left('metal'))).toBeGreaterThan(0.01)
  expect(later(left('strings'))).toBeGreaterThan(0.01)
})
