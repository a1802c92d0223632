import { filter, highPass } from '../dsp/biquad.ts'
import { SAMPLE_RATE_HZ, type StereoAudio } from '../dsp/stereo.ts'
import type { Random } from '../random.ts'
import { BEATS_PER_BAR, secondsAt } from './grid.ts'
import type { OneShot, OneShots } from './one-shots.ts'
import { addNoise, decayFactor, fadeEdges, onePole, samplesOf, saturate } from './oscillator.ts'
import { sweepLowPass } from './patches/patch.ts'
import { onset, type Performance, place } from './performance.ts'
import { sineOfTurns } from './wavetable.ts'

/** Impacts on the bars that matter, and risers that lead up to a new eight. */
const IMPACT_TAKES = 3
const IMPACT_SECONDS = 3.2
/** Above this level impacts come every two bars and risers are heard. */
const FULL_LEVEL = 0.5
const RISER_LEVEL = 0.3
// Longer risers are quantised to a tenth of a second, so that a drifting tempo finds them in the cache.
const RISER_STEPS_PER_SECOND = 10

export function hits(performance: Performance, layer: StereoAudio): void {
  const { request, form, random } = performance
  const level = request.plan.Lhit
  const every = level > FULL_LEVEL ? 2 : 4
  for (let bar = form.entry('hits'); bar < form.barCount; bar++) {
    const position = bar * BEATS_PER_BAR
    const ends = position === form.ending
    if (position > form.ending || (bar % every !== 0 && !ends)) continue
    const seconds = onset(performance, position, 0, 0)
    if (seconds === null) continue
    const shot = impact(request.oneShots, Math.floor(random.unit() * IMPACT_TAKES))
    place(layer, shot, seconds, 0.8, 0.1 * random.signed())
    if (level > RISER_LEVEL && bar > 0 && bar % 8 === 0) placeRiser(performance, layer, position, seconds)
  }
}

function placeRiser({ request }: Performance, layer: StereoAudio, position: number, seconds: number): void {
  const bar = seconds - secondsAt(request.grid, position - BEATS_PER_BAR)
  const length = Math.floor(Math.min(4, bar) * RISER_STEPS_PER_SECOND) / RISER_STEPS_PER_SECOND
  if (length > 0 && seconds > length) place(layer, riser(request.oneShots, length), seconds - length, 0.5, 0)
}

/** A drop from 94 to 34 Hz under a burst of rolling noise. */
export function impact(shots: OneShots, take: number): OneShot {
  return shots.get(`impact ${take}`, (random) => {
    const samples = samplesOf(IMPACT_SECONDS)
    addBoom(samples, random)
    const noise = samplesOf(IMPACT_SECONDS)
    addNoise(noise, 2.2, 0.25, random)
    const darkness = onePole(900)
    let dull = 0
    for (let i = 0; i < samples.length; i++) {
      dull += darkness * (noise[i] - dull)
      samples[i] = saturate(samples[i] + dull)
    }
    filter(samples, highPass(22, 0.7))
    return fadeEdges(samples, 0.001, 0.8)
  })
}

function addBoom(samples: Float32Array, random: Random): void {
  const settled = 34 * (1 + 0.05 * random.signed())
  const dropFactor = decayFactor(0.18)
  const levelFactor = decayFactor(0.8)
  let drop = 60
  let level = 1.6
  let turns = 0
  for (let i = 0; i < samples.length; i++) {
    turns += (settled + drop) / SAMPLE_RATE_HZ
    samples[i] += level * sineOfTurns(turns)
    drop *= dropFactor
    level *= levelFactor
  }
}

/** Noise that opens from 300 Hz to 8 kHz as it grows, and breaks off where the impact falls. */
export function riser(shots: OneShots, seconds: number): OneShot {
  return shots.get(`riser ${seconds}`, (random) => {
    const samples = samplesOf(seconds)
    const length = samples.length
    for (let i = 0; i < length; i++) samples[i] = random.signed() * (i / length) ** 2
    sweepLowPass(samples, (t) => 300 * 2 ** (4.7 * (t / seconds)))
    filter(samples, highPass(180, 0.7))
    return fadeEdges(samples, 0.01, 0.012)
  })
}
