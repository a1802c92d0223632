import { expect, test } from 'vitest'
import { activeRms } from '../dsp/active-level.ts'
import { SAMPLE_RATE_HZ, silence } from '../dsp/stereo.ts'
import type { Plan, Style } from '../prompt/plan-keys.ts'
import { arrange } from './arrangement.ts'
import { evenGrid, secondsAt } from './grid.ts'
import { GROOVES } from './grooves.ts'
import { KITS } from './kits/kits.ts'
import { LAYER_RMS, LAYERS, type LayerName } from './layer.ts'
import {
  A_MINOR,
  chromaOf,
  fingerprint,
  layerOf,
  monoOf,
  NEUTRAL,
  onsetsOf,
  peakOf,
  rendered,
  requestFor,
} from './layers.test.fixture.ts'
import { renderLayers } from './layers.ts'
import { OneShots } from './one-shots.ts'
import { scaleOf } from './voicing.ts'

const planned = (plan: Partial<Plan>): Plan => ({ ...NEUTRAL, ...plan })
const NAMES = Object.keys(LAYERS) as LayerName[]
const EVERYTHING = planned(Object.fromEntries(NAMES.map((name) => [LAYERS[name].planKey, 0.5])))

const samplesAt = (seconds: number) => Math.round(seconds * SAMPLE_RATE_HZ)

test('a plan without layers renders none, and a layer below 0.05 is not worth rendering', () => {
  expect(rendered(requestFor({ seconds: 2 })).size).toBe(0)
  expect(rendered(requestFor({ seconds: 2, plan: planned({ Lpad: 0.04 }) })).size).toBe(0)
})

test('every layer of the plan comes once, on its bus, finite, of the length asked for, at the level promised', () => {
  const layers = rendered(requestFor({ seconds: 9, plan: EVERYTHING }))
  expect([...layers.keys()]).toEqual(NAMES)
  for (const [name, layer] of layers) {
    expect(layer.bus).toBe(LAYERS[name].bus)
    expect(layer.audio.left.length).toBe(samplesAt(9))
    expect(layer.audio.left.every(Number.isFinite) && layer.audio.right.every(Number.isFinite), name).toBe(true)
    expect(activeRms(layer.audio) / LAYER_RMS, name).toBeCloseTo(1, 1)
    expect(layer.gainDb).toBeCloseTo(LAYERS[name].mixDb - 10)
  }
})

test('no layer carries DC or jumps at its edges', () => {
  for (const [name, { audio }] of rendered(requestFor({ seconds: 6, plan: EVERYTHING }))) {
    for (const samples of [audio.left, audio.right]) {
      const mean = samples.reduce((sum, value) => sum + value, 0) / samples.length
      expect(Math.abs(mean), name).toBeLessThan(0.02 * LAYER_RMS)
      expect(Math.abs(samples[0]), name).toBeLessThan(1e-6)
      expect(Math.abs(samples[samples.length - 1]), name).toBeLessThan(1e-6)
    }
  }
})

test('the same request gives the same bits, whatever was rendered in between and whatever the cache holds', () => {
  const print = (seed: number, oneShots: OneShots) =>
    [...renderLayers(requestFor({ seconds: 5, seed, plan: EVERYTHING, oneShots, humanise: true }))].map((layer) =>
      fingerprint(layer.audio),
    )
  const shots = new OneShots()
  const first = print(1, shots)
  const other = print(2, shots)
  expect(print(1, shots)).toEqual(first)
  expect(print(1, new OneShots(1000))).toEqual(first)
  expect(other).not.toEqual(first)
})

test('one layer more does not change the others', () => {
  const print = (plan: Plan) => {
    const layers = rendered(requestFor({ seconds: 5, plan, humanise: true }))
    return ['drums', 'bass', 'keys'].map((name) => fingerprint(layers.get(name as LayerName)?.audio ?? silence(0)))
  }
  const trio = planned({ Ldrum: 0.6, Lbass: 0.6, Lkeys: 0.6 })
  expect(print({ ...trio, Lbell: 0.4, Lpad: 0.5 })).toEqual(print(trio))
})

test('every groove on every kit renders finite sound', () => {
  for (const groove of Object.keys(GROOVES)) {
    for (const kit of Object.keys(KITS)) {
      const request = requestFor({ seconds: 1.5, tempoBpm: 160, plan: planned({ Ldrum: 1 }), style: { groove, kit } })
      const { audio } = layerOf(request, 'drums')
      expect(audio.left.every(Number.isFinite), `${groove} on ${kit}`).toBe(true)
      expect(peakOf(audio.left), `${groove} on ${kit}`).toBeGreaterThan(0.05)
    }
  }
})

/** A kit of clicks shows to the millisecond when its hits fall. */
const click = Float32Array.from({ length: 90 }, (_, i) => Math.sin((Math.PI * i) / 9) * (1 - i / 90))
const CLICKS = { kick: [click], snare: [click], closedHat: [click] }
const clickTimes = (plan: Partial<Plan>, style: Style) => {
  const request = requestFor({
    seconds: 6,
    tempoBpm: 90,
    plan: planned({ Ldrum: 1, ...plan }),
    style,
    sourceKit: CLICKS,
  })
  return { onsets: onsetsOf(monoOf(layerOf(request, 'drums').audio)), grid: request.grid }
}

test('without humanising, the drums sound on every step of the pattern, within 5 ms, and nowhere else', () => {
  const { onsets, grid } = clickTimes({}, { groove: 'chip' })
  const eighths = Array.from({ length: 18 }, (_, i) => secondsAt(grid, i / 2))
  expect(onsets.length).toBe(eighths.length)
  for (const [i, eighth] of eighths.entries()) expect(Math.abs(onsets[i] - eighth), `eighth ${i}`).toBeLessThan(0.005)
})

test('swing moves the off-beats of the drums as far as the grid says and leaves the beats', () => {
  const straight = clickTimes({}, { groove: 'chip' }).onsets
  const { onsets, grid } = clickTimes({ swing: 0.6 }, { groove: 'chip' })
  for (let beat = 0; beat < 8; beat++) {
    expect(Math.abs(onsets[2 * beat] - straight[2 * beat]), `beat ${beat}`).toBeLessThan(0.002)
    expect(Math.abs(onsets[2 * beat + 1] - secondsAt(grid, beat + 0.5)), `after beat ${beat}`).toBeLessThan(0.005)
    expect(onsets[2 * beat + 1] - straight[2 * beat + 1], `after beat ${beat}`).toBeGreaterThan(0.09)
  }
})

test('a player strays from the grid, a machine hardly does', () => {
  const strayOf = (kit: string) => {
    const style = { groove: 'chip', kit }
    const plan = planned({ Ldrum: 1 })
    const request = requestFor({ seconds: 8, tempoBpm: 90, plan, style, humanise: true, sourceKit: CLICKS })
    const onsets = onsetsOf(monoOf(layerOf(request, 'drums').audio))
    const step = 60 / 90 / 4
    return onsets.reduce((sum, onset) => sum + Math.abs(onset - step * Math.round(onset / step)), 0) / onsets.length
  }
  expect(strayOf('acoustic')).toBeGreaterThan(2 * strayOf('909'))
})

test('a late backbeat is 22 ms late, and the kick stays where it is', () => {
  const soundless = new Float32Array(90)
  const timesOf = (voice: 'kick' | 'snare', lag: number) => {
    const sourceKit = { kick: [soundless], snare: [soundless], closedHat: [soundless], [voice]: [click] }
    const plan = planned({ Ldrum: 1, lag })
    const request = requestFor({ seconds: 5, tempoBpm: 100, plan, style: { groove: 'synthwave' }, sourceKit })
    return onsetsOf(monoOf(layerOf(request, 'drums').audio))
  }
  expect(timesOf('snare', 0)).toHaveLength(4)
  for (const [i, late] of timesOf('snare', 1).entries()) expect(late - timesOf('snare', 0)[i]).toBeCloseTo(0.022, 2)
  expect(timesOf('kick', 1)).toEqual(timesOf('kick', 0))
})

test('half time halves the hits of a straight groove; a groove written in half time keeps its own', () => {
  const hits = (groove: string, half: number) => clickTimes({ half }, { groove }).onsets.length
  expect(hits('chip', 1)).toBe(hits('chip', 0) / 2)
  expect(hits('halftime', 1)).toBe(hits('halftime', 0))
})

test('a style of 140 BPM plays a clip of 70 in double time', () => {
  const style = { groove: 'trap', kit: '808', bpm: [130, 150] as const }
  expect(arrange(requestFor({ seconds: 4, tempoBpm: 70, style })).feel).toBe(2)
  expect(arrange(requestFor({ seconds: 4, tempoBpm: 140, style })).feel).toBe(1)
  expect(arrange(requestFor({ seconds: 4, tempoBpm: 120, style })).feel).toBe(1)
})

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

test('with beats that are not trusted there are no drums, and bass and keys hold their chords, unless asked for by name', () => {
  const plan = planned({ Ldrum: 0.6, Lbass: 0.6, Lkeys: 0.6, Lpad: 0.6 })
  const distrusting = requestFor({ seconds: 4, plan, trust: { beats: 0.2, key: 1, named: new Set() } })
  const arrangement = arrange(distrusting)
  expect(arrangement.layers).toEqual(['bass', 'pad', 'keys'])
  expect([...arrangement.silenced]).toEqual(['drums'])
  expect([...arrangement.held]).toEqual(['bass', 'keys'])
  const named = arrange({ ...distrusting, trust: { beats: 0.2, key: 1, named: new Set(['drums'] as const) } })
  expect(named.layers).toContain('drums')
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

test('the groove stops on the ending and the last chord rings', () => {
  const request = requestFor({
    seconds: 21,
    tempoBpm: 120,
    plan: planned({ Ldrum: 1, Lkeys: 1 }),
    style: { groove: 'house', kit: 'chip' },
  })
  const drums = monoOf(layerOf(request, 'drums').audio)
  const onsets = onsetsOf(drums.subarray(samplesAt(20 - 0.02)))
  expect(onsets.length).toBe(1)
  expect(peakOf(monoOf(layerOf(request, 'keys').audio).subarray(samplesAt(20.2), samplesAt(20.8)))).toBeGreaterThan(
    0.05,
  )
})

test('a layer is silent until it enters', () => {
  const plan = planned({ Ldrum: 1, Lbass: 0.9, Lkeys: 0.5, Lpad: 0.4 })
  const layers = rendered(requestFor({ seconds: 40, tempoBpm: 120, plan }))
  const pad = layers.get('pad')
  const drums = layers.get('drums')
  if (!pad || !drums) throw new RangeError('both layers are planned')
  expect(peakOf(pad.audio.left.subarray(0, samplesAt(7.9)))).toBe(0)
  expect(peakOf(pad.audio.left.subarray(samplesAt(8), samplesAt(10)))).toBeGreaterThan(0.01)
  expect(peakOf(drums.audio.left.subarray(0, samplesAt(1)))).toBeGreaterThan(0.1)
})

test('the drone moves: over thirty seconds its level and its brightness do not stand still', () => {
  const samples = monoOf(layerOf(requestFor({ seconds: 30, plan: planned({ Ldrone: 1 }) }), 'drone').audio)
  const levels = Array.from({ length: 12 }, (_, i) => {
    const part = samples.subarray(samplesAt(3 + 2 * i), samplesAt(5 + 2 * i))
    return Math.sqrt(part.reduce((sum, value) => sum + value * value, 0) / part.length)
  })
  expect(Math.max(...levels) / Math.min(...levels)).toBeGreaterThan(1.15)
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

test('in smooth sounds no sample jumps: notes, chords and blocks join without a click', () => {
  const jumpOf = (samples: Float32Array) => {
    let largest = 0
    for (let i = 1; i < samples.length; i++) largest = Math.max(largest, Math.abs(samples[i] - samples[i - 1]))
    return largest / peakOf(samples)
  }
  const plan = planned({ Lbass: 0.6, Lpad: 0.6, Lchoir: 0.6, Ldrone: 0.6 })
  const layers = rendered(requestFor({ seconds: 12, plan, style: { bassP: 'sub', padP: 'dark', groove: 'disco' } }))
  // A full-scale sine of 600 Hz moves by 8.5 % of its peak from one sample to the next; all of these are lower.
  expect(jumpOf(layerLeft(layers, 'bass'))).toBeLessThan(0.04)
  expect(jumpOf(layerLeft(layers, 'pad'))).toBeLessThan(0.1)
  expect(jumpOf(layerLeft(layers, 'choir'))).toBeLessThan(0.25)
  expect(jumpOf(layerLeft(layers, 'drone'))).toBeLessThan(0.08)
})

const layerLeft = (layers: ReturnType<typeof rendered>, name: LayerName) =>
  layers.get(name)?.audio.left ?? new Float32Array(2)

test('from its first third to its last no layer drifts by more than 6 dB', () => {
  for (const energy of [-0.8, 0.6]) {
    const plan = { ...EVERYTHING, energy }
    for (const [name, { audio }] of rendered(requestFor({ seconds: 36, tempoBpm: 100, plan, humanise: true }))) {
      const loudest = (from: number) => {
        const windows = [0, 3, 6, 9].map((offset) => {
          const start = samplesAt(from + offset)
          return activeRms({
            left: audio.left.subarray(start, start + samplesAt(3)),
            right: audio.right.subarray(start, start + samplesAt(3)),
          })
        })
        return Math.max(...windows)
      }
      expect(Math.abs(20 * Math.log10(loudest(24) / loudest(0))), `${name} ${energy}`).toBeLessThan(6)
    }
  }
})
