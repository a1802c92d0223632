import { expect, test } from 'vitest'
import { activeRms } from '../dsp/active-level.ts'
import { silence } from '../dsp/stereo.ts'
import type { Plan } from '../prompt/plan-keys.ts'
import { arrange } from './arrangement.ts'
import { LAYER_RMS, LAYERS, type LayerName } from './layer.ts'
import {
  fingerprint,
  layerOf,
  monoOf,
  onsetsOf,
  peakOf,
  planned,
  rendered,
  requestFor,
  samplesAt,
} from './layers.test.fixture.ts'
import { renderLayers } from './layers.ts'
import { OneShots } from './one-shots.ts'

const NAMES = Object.keys(LAYERS) as LayerName[]
const EVERYTHING = planned(Object.fromEntries(NAMES.map((name) => [LAYERS[name].planKey, 0.5])))

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
