import type { Random } from '../../random.ts'
import type { DrumVoice } from '../grooves.ts'
import type { OneShot, OneShots } from '../one-shots.ts'
import { KITS, type KitName } from './kits.ts'
import { bongo, kick, snare, tom } from './membranes.ts'
import { closedHat, cowbell, crash, openHat, ride, rim } from './metals.ts'
import { clap, shaker } from './noises.ts'

/** No drum sounds twice the same: a voice goes round this many takes. */
export const TAKES = 3

const VOICES: Record<DrumVoice, (kit: (typeof KITS)[KitName], random: Random) => OneShot> = {
  kick,
  snare,
  clap,
  closedHat,
  openHat,
  ride,
  crash,
  rim: (_, random) => rim(random),
  shaker: (_, random) => shaker(random),
  tom: (kit, random) => tom(kit, 190, random),
  bigTom: (kit, random) => tom(kit, 96, random),
  bongo: (_, random) => bongo(random),
  cowbell: (_, random) => cowbell(random),
}

/** One hit of a kit's voice at full velocity, peak about 1. `take` in 0 … `TAKES` − 1. */
export function drumHit(shots: OneShots, kit: KitName, voice: DrumVoice, take: number): OneShot {
  return shots.get(`drum ${kit} ${voice} ${take}`, (random) => VOICES[voice](KITS[kit], random))
}
