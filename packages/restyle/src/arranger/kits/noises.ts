import { bandPass, filter, highPass, lowPass } from '../../dsp/biquad.ts'
import type { Random } from '../../random.ts'
import type { OneShot } from '../one-shots.ts'
import { addNoise, fadeEdges, samplesOf } from '../oscillator.ts'
import type { Kit } from './kits.ts'

/** Several hands a hundredth of a second apart, and the room after the last. */
export function clap(kit: Kit, random: Random): OneShot {
  const samples = samplesOf(0.4)
  for (const [hand, seconds] of [0, 0.011, 0.022].entries()) {
    addNoise(samples, 1 - 0.1 * hand, 0.006, random, seconds + 0.0015 * random.unit())
  }
  addNoise(samples, 0.7, 0.07, random, 0.024)
  filter(samples, bandPass(1500, 0.9))
  if (kit.ceilingHz < 20_000) filter(samples, lowPass(kit.ceilingHz, 0.7))
  for (let i = 0; i < samples.length; i++) samples[i] *= 2.2
  return fadeEdges(samples, 0.0005, 0.05)
}

export function shaker(random: Random): OneShot {
  const samples = samplesOf(0.14)
  addNoise(samples, 1, 0.03, random)
  filter(samples, highPass(5200, 0.7))
  return fadeEdges(samples, 0.02, 0.03)
}
