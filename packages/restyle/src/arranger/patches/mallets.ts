import type { Random } from '../../random.ts'
import type { OneShot } from '../one-shots.ts'
import { addPartial, fadeEdges, samplesOf } from '../oscillator.ts'
import type { Note } from './patch.ts'

/** A mode of a struck body: frequency over that of the note, level, and time constant in seconds. */
type Mode = readonly [ratio: number, gain: number, decay: number]

export const MALLETS = {
  kalimba: [
    [1, 1, 0.5],
    [5.8, 0.25, 0.06],
    [11, 0.1, 0.03],
  ],
  marimba: [
    [1, 1, 0.35],
    [3.93, 0.35, 0.12],
    [9.2, 0.12, 0.05],
  ],
  musicbox: [
    [1, 1, 0.9],
    [2.02, 0.3, 0.5],
    [5.1, 0.35, 0.25],
    [8.3, 0.15, 0.1],
  ],
  // A church bell by its names: hum, prime, tierce, quint, nominal, and above.
  bell: [
    [0.5, 0.35, 1.8],
    [1, 0.9, 1.4],
    [1.19, 0.35, 1.1],
    [1.5, 0.3, 0.9],
    [2, 0.6, 0.8],
    [2.51, 0.25, 0.6],
    [3.01, 0.2, 0.4],
    [4.17, 0.2, 0.25],
  ],
  // Two modes a few hertz apart: a singing bowl beats.
  bowl: [
    [0.998, 1, 4.5],
    [1.002, 0.8, 4.2],
    [2.71, 0.5, 3],
    [5.15, 0.25, 1.6],
    [8.3, 0.1, 0.7],
  ],
  glass: [
    [1, 1, 1.4],
    [2.32, 0.4, 0.9],
    [4.25, 0.3, 0.5],
    [6.63, 0.15, 0.3],
  ],
} as const satisfies Record<string, readonly Mode[]>

const LONGEST_SECONDS = 4.5
const CEILING_HZ = 16_000

/** A struck body rings on its own terms: the length of the note does not matter to it. */
export function mallet(modes: readonly Mode[], note: Note, random: Random): OneShot {
  const longest = Math.max(...modes.map(([, , decay]) => decay))
  const seconds = Math.min(LONGEST_SECONDS, 3.5 * longest)
  const samples = samplesOf(seconds)
  for (const [ratio, gain, decay] of modes) {
    // Where the mallet lands differs a little from stroke to stroke, which the upper modes hear first.
    const stroke = ratio === 1 ? 1 : 1 + 0.08 * random.signed()
    if (note.hz * ratio < CEILING_HZ) addPartial(samples, note.hz * ratio, 0.5 * gain * stroke, decay)
  }
  return fadeEdges(samples, 0.001, 0.35 * seconds)
}
