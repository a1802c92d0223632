import type { Key } from '../analysis/facts.ts'
import { SAMPLE_RATE_HZ, type StereoAudio } from '../dsp/stereo.ts'
import { midiToHz } from '../dsp/units.ts'
import { PLAN_KEYS, type Plan } from '../prompt/plan-keys.ts'
import { evenGrid } from './grid.ts'
import type { LayerName, LayerRequest, RenderedLayer } from './layer.ts'
import { renderLayers } from './layers.ts'
import { OneShots } from './one-shots.ts'

/** Requests for the arranger, and measures of what it plays. */
export const A_MINOR: Key = { root: 9, minor: true, confidence: 1 }
export const NEUTRAL = Object.fromEntries(Object.keys(PLAN_KEYS).map((key) => [key, 0])) as Plan

/** One cache for a whole test file: most of the time goes into one-shots. */
const shared = new OneShots()

export function requestFor(options: Partial<LayerRequest> & { seconds: number; tempoBpm?: number }): LayerRequest {
  const { seconds, tempoBpm = 120, ...given } = options
  const plan = given.plan ?? NEUTRAL
  const key = given.key ?? A_MINOR
  const seed = given.seed ?? 1
  const { swing, mode } = plan
  return {
    lengthSamples: Math.round(seconds * SAMPLE_RATE_HZ),
    grid: evenGrid({ tempoBpm, durationSeconds: seconds, swing, key, mode, seed }),
    style: {},
    tuningSemitones: 0,
    melody: null,
    trust: { beats: 1, key: 1, named: new Set() },
    oneShots: shared,
    sourceKit: null,
    humanise: false,
    ...given,
    plan,
    key,
    seed,
  }
}

export function rendered(request: LayerRequest): Map<LayerName, RenderedLayer> {
  return new Map([...renderLayers(request)].map((layer) => [layer.name, layer]))
}

export function layerOf(request: LayerRequest, name: LayerName): RenderedLayer {
  const layer = rendered(request).get(name)
  if (!layer) throw new RangeError(`no layer ${name}`)
  return layer
}

export const monoOf = ({ left, right }: StereoAudio): Float32Array => left.map((value, i) => 0.5 * (value + right[i]))

/** A number that two signals share only when every sample is the same. */
export function fingerprint({ left, right }: StereoAudio): number {
  let hash = 0
  const bits = [new Int32Array(left.buffer), new Int32Array(right.buffer)]
  for (const channel of bits) for (const word of channel) hash = (Math.imul(hash, 31) + word) | 0
  return hash
}

export function peakOf(samples: Float32Array): number {
  let peak = 0
  for (const value of samples) peak = Math.max(peak, Math.abs(value))
  return peak
}

/** Amplitude of one frequency under a Hann window, by Goertzel's recursion. */
export function amplitudeAt(samples: Float32Array, hz: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * hz) / SAMPLE_RATE_HZ)
  const turn = (2 * Math.PI) / samples.length
  let previous = 0
  let beforeThat = 0
  for (let i = 0; i < samples.length; i++) {
    const now = samples[i] * (0.5 - 0.5 * Math.cos(turn * i)) + coefficient * previous - beforeThat
    beforeThat = previous
    previous = now
  }
  const power = previous * previous + beforeThat * beforeThat - coefficient * previous * beforeThat
  return (4 * Math.sqrt(Math.max(0, power))) / samples.length
}

/** Energy of each pitch class over the notes `from` … `to`, the strongest 1. */
export function chromaOf(samples: Float32Array, from: number, to: number): number[] {
  const chroma = new Array<number>(12).fill(0)
  for (let midi = from; midi <= to; midi++) chroma[midi % 12] += amplitudeAt(samples, midiToHz(midi)) ** 2
  const strongest = Math.max(...chroma)
  return chroma.map((energy) => energy / strongest)
}

/** Seconds at which the signal jumps up: 1 ms frames at least `ratio` times the energy of the 12 ms before. */
export function onsetsOf(samples: Float32Array, ratio = 6): number[] {
  const frame = Math.round(0.001 * SAMPLE_RATE_HZ)
  const energies: number[] = []
  for (let start = 0; start + frame <= samples.length; start += frame) {
    let sum = 1e-9
    for (let i = start; i < start + frame; i++) sum += samples[i] ** 2
    energies.push(sum)
  }
  const loudest = Math.max(...energies)
  const onsets: number[] = []
  for (const [i, energy] of energies.entries()) {
    const before = energies.slice(Math.max(0, i - 12), i)
    const quiet = before.length === 0 || energy > ratio * Math.max(...before)
    const at = (i * frame) / SAMPLE_RATE_HZ
    if (quiet && energy > 1e-3 * loudest && at - (onsets.at(-1) ?? -1) > 0.03) onsets.push(at)
  }
  return onsets
}

/** A plan that is neutral but for the keys given. */
export const planned = (plan: Partial<Plan>): Plan => ({ ...NEUTRAL, ...plan })

export const samplesAt = (seconds: number): number => Math.round(seconds * SAMPLE_RATE_HZ)
