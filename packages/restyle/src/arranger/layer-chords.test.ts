import { expect, test } from 'vitest'
import { evenGrid } from './grid.ts'
import { LAYERS, type LayerName } from './layer.ts'
import { A_MINOR, chromaOf, layerOf, monoOf, planned, requestFor, samplesAt } from './layers.test.fixture.ts'
import { scaleOf } from './voicing.ts'

/** Am F C G, two seconds each. */
const PROGRESSION = [
  { root: 9, minor: true },
  { root: 5, minor: false },
  { root: 0, minor: false },
  { root: 7, minor: false },
].map((chord) => ({ ...chord, confidence: 1 }))
const overProgression = (mode = 0) =>
  evenGrid({
    ...{ tempoBpm: 120, durationSeconds: 8, swing: 0, key: A_MINOR, mode, seed: 1 },
    chordAt: (seconds) => PROGRESSION[Math.floor(seconds / 2 + 1e-6) % 4],
  })

test.each(['pad', 'strings', 'choir', 'brass', 'keys', 'pluck', 'bell'] as const)(
  '%s plays the chords of the grid',
  (name) => {
    const plan = planned({ [LAYERS[name].planKey]: 1 })
    const request = requestFor({
      seconds: 8,
      plan,
      grid: overProgression(),
      style: { bellP: 'musicbox', harm: 'triad' },
    })
    // Where the notes themselves lie: their harmonics belong to other chords.
    const [from, to] = name === 'bell' ? [72, 96] : [45, 71]
    const samples = monoOf(layerOf(request, name).audio)
    for (const [bar, chord] of PROGRESSION.entries()) {
      // From after the attack, when the chord before has died away.
      const chroma = chromaOf(samples.subarray(samplesAt(2 * bar + 0.9), samplesAt(2 * bar + 1.95)), from, to)
      const tones = [0, chord.minor ? 3 : 4, 7].map((interval) => (chord.root + interval) % 12)
      const share = tones.reduce((sum, tone) => sum + chroma[tone], 0) / chroma.reduce((sum, value) => sum + value, 0)
      expect(share, `bar ${bar}`).toBeGreaterThan(0.7)
    }
  },
)

test('seventh chords on the keys stay in the key', () => {
  const request = requestFor({
    seconds: 8,
    plan: planned({ Lkeys: 1 }),
    grid: overProgression(),
    style: { harm: 7, keysP: 'felt' },
  })
  const samples = monoOf(layerOf(request, 'keys').audio)
  const scale = scaleOf(A_MINOR)
  for (let bar = 0; bar < 4; bar++) {
    const chroma = chromaOf(samples.subarray(samplesAt(2 * bar + 0.05), samplesAt(2 * bar + 1)), 50, 76)
    for (let tone = 0; tone < 12; tone++)
      if (!scale.includes(tone)) expect(chroma[tone], `bar ${bar}`).toBeLessThan(0.1)
  }
})

const bassRoots = (mode: number) => {
  const request = requestFor({
    ...{ seconds: 8, plan: planned({ Lbass: 1, mode }), grid: overProgression(mode) },
    style: { groove: 'orch', bassP: 'round' },
  })
  const samples = monoOf(layerOf(request, 'bass').audio)
  return PROGRESSION.map((_, bar) => {
    const chroma = chromaOf(samples.subarray(samplesAt(2 * bar + 0.1), samplesAt(2 * bar + 1.5)), 28, 45)
    return chroma.indexOf(1)
  })
}

test('the bass plays the roots; a dark mode puts relative minors under major chords, a bright one the reverse', () => {
  expect(bassRoots(0)).toEqual([9, 5, 0, 7])
  expect(bassRoots(-0.6)).toEqual([9, 2, 9, 4])
  expect(bassRoots(0.6)).toEqual([0, 5, 0, 7])
})

test('with a key that is not trusted no layer plays a third', () => {
  const plan = planned({ Lpad: 1, Lbass: 0.6, mode: -0.8 })
  const request = requestFor({
    ...{ seconds: 8, plan, grid: overProgression(), trust: { beats: 1, key: 0.1, named: new Set<LayerName>() } },
    style: { padP: 'glass', harm: 9, groove: 'jazz', bassP: 'upright' },
  })
  const samples = monoOf(layerOf(request, 'pad').audio)
  for (const [bar, chord] of PROGRESSION.entries()) {
    const chroma = chromaOf(samples.subarray(samplesAt(2 * bar + 1.2), samplesAt(2 * bar + 1.95)), 45, 72)
    expect(chroma[(chord.root + (chord.minor ? 3 : 4)) % 12], `bar ${bar}`).toBeLessThan(0.1)
  }
  const bass = monoOf(layerOf(request, 'bass').audio)
  expect(chromaOf(bass.subarray(samplesAt(0.1), samplesAt(1.9)), 28, 45)[0]).toBeLessThan(0.1)
})

test('the lead follows the melody of the source where there is one', () => {
  const grid = { ...overProgression(), sourceBeats: overProgression().beatsSeconds.map((_, beat) => beat) }
  const melody = Array.from({ length: 40 }, (_, half) => [76, 79, 74, 72][Math.floor(half / 4) % 4])
  const request = requestFor({ seconds: 8, plan: planned({ Llead: 1 }), grid, melody })
  const samples = monoOf(layerOf(request, 'lead').audio)
  for (const [part, midi] of [76, 79, 74, 72].entries()) {
    const chroma = chromaOf(samples.subarray(samplesAt(part + 0.05), samplesAt(part + 0.9)), 72, 83)
    expect(chroma.indexOf(1), `note ${part}`).toBe(midi % 12)
  }
})
