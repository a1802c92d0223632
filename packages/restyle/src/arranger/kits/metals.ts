import { bandPass, filter, highPass, lowPass } from '../../dsp/biquad.ts'
import { SAMPLE_RATE_HZ } from '../../dsp/stereo.ts'
import type { Random } from '../../random.ts'
import type { OneShot } from '../one-shots.ts'
import { addNoise, addPartial, decay, fadeEdges, samplesOf } from '../oscillator.ts'
import type { Kit } from './kits.ts'

/** The inharmonic squares of a struck plate: six oscillators, as in the analogue machines. */
const PLATE_RATIOS = [2, 3, 4.16, 5.43, 6.79, 8.21]

interface Plate {
  readonly baseHz: number
  readonly seconds: number
  readonly noise: number
  readonly floorHz: number
}

function plate(kit: Kit, { baseHz, seconds, noise, floorHz }: Plate, random: Random): OneShot {
  const samples = samplesOf(4 * seconds + 0.02)
  for (const ratio of PLATE_RATIOS) {
    const step = (baseHz * ratio) / SAMPLE_RATE_HZ
    let turns = random.unit()
    for (let i = 0; i < samples.length; i++) {
      turns += step
      if (turns >= 1) turns -= 1
      samples[i] += turns < 0.5 ? 0.07 : -0.07
    }
  }
  for (let i = 0; i < samples.length; i++) samples[i] += noise * random.signed()
  // 24 dB/octave: a hat with anything left below its floor sounds like a radio between stations.
  filter(samples, highPass(floorHz, 0.7))
  filter(samples, highPass(floorHz, 0.7))
  if (kit.ceilingHz < 20_000) filter(samples, lowPass(kit.ceilingHz, 0.7))
  decay(samples, seconds)
  return fadeEdges(samples, 0.0004, Math.min(0.05, seconds))
}

export const closedHat = (kit: Kit, random: Random): OneShot =>
  plate(kit, { baseHz: 410, seconds: kit.hatDecay, noise: 0.3, floorHz: 6500 }, random)

export const openHat = (kit: Kit, random: Random): OneShot =>
  plate(kit, { baseHz: 410, seconds: 0.16 + kit.hatDecay, noise: 0.3, floorHz: 6300 }, random)

export const crash = (kit: Kit, random: Random): OneShot =>
  plate(kit, { baseHz: 330, seconds: 0.7, noise: 0.35, floorHz: 3200 }, random)

export function ride(kit: Kit, random: Random): OneShot {
  const samples = plate(kit, { baseHz: 360, seconds: 0.45, noise: 0.1, floorHz: 3500 }, random)
  const ping = samplesOf(0.9)
  addPartial(ping, 3100 * (1 + 0.004 * random.signed()), 0.12, 0.3)
  addPartial(ping, 4420, 0.06, 0.2)
  for (let i = 0; i < Math.min(samples.length, ping.length); i++) samples[i] += ping[i]
  return fadeEdges(samples, 0.0004, 0.05)
}

export function cowbell(random: Random): OneShot {
  const samples = samplesOf(0.35)
  for (const hz of [562, 845]) {
    const step = hz / SAMPLE_RATE_HZ
    let turns = 0
    for (let i = 0; i < samples.length; i++) {
      turns += step
      if (turns >= 1) turns -= 1
      samples[i] += turns < 0.5 ? 0.4 : -0.4
    }
  }
  decay(samples, 0.06 * (1 + 0.05 * random.signed()))
  filter(samples, bandPass(900, 0.8))
  return fadeEdges(samples, 0.0008, 0.03)
}

export function rim(random: Random): OneShot {
  const samples = samplesOf(0.09)
  const pitch = 1 + 0.01 * random.signed()
  addPartial(samples, 1720 * pitch, 0.6, 0.014)
  addPartial(samples, 480 * pitch, 0.5, 0.014)
  const stick = samplesOf(0.03)
  addNoise(stick, 0.3, 0.003, random)
  for (let i = 0; i < stick.length; i++) samples[i] += stick[i]
  return fadeEdges(samples, 0.0005, 0.02)
}
