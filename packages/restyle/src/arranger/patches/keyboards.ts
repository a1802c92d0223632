import { SAMPLE_RATE_HZ } from '../../dsp/stereo.ts'
import type { Random } from '../../random.ts'
import type { OneShot } from '../one-shots.ts'
import { addNoise, addPartial, decayFactor, fadeEdges, samplesOf } from '../oscillator.ts'
import { sineOfTurns } from '../wavetable.ts'
import type { Note } from './patch.ts'

/** Electric piano: a tine that modulates the phase of its tone bar, mellowing as it rings. */
export function rhodes({ hz, seconds }: Note): OneShot {
  const samples = samplesOf(Math.min(seconds + 0.25, 3.5))
  const step = hz / SAMPLE_RATE_HZ
  const ringFactor = decayFactor(1.5 * (220 / hz) ** 0.4)
  const barkFactor = decayFactor(0.35)
  const tineFactor = decayFactor(0.05)
  const octaveFactor = decayFactor(0.4)
  let ring = 0.75
  let bark = 1.1 / (2 * Math.PI)
  // The tine sounds at fourteen times the note; above 1 kHz that would be beyond hearing and folds back.
  let tine = hz < 1000 ? 0.55 / (2 * Math.PI) : 0
  let octave = 0.15
  let turns = 0
  for (let i = 0; i < samples.length; i++) {
    turns += step
    const phase = turns + bark * sineOfTurns(turns) + tine * sineOfTurns(14 * turns)
    samples[i] = ring * sineOfTurns(phase) + octave * sineOfTurns(2 * turns)
    ring *= ringFactor
    bark *= barkFactor
    tine *= tineFactor
    octave *= octaveFactor
  }
  return fadeEdges(samples, 0.002, 0.12)
}

interface Hammer {
  /** Harmonic h has level h^−slope. */
  readonly slope: number
  readonly harmonics: number
  readonly knock: number
}

const GRAND: Hammer = { slope: 1.15, harmonics: 14, knock: 0.06 }
const FELT: Hammer = { slope: 1.9, harmonics: 6, knock: 0.03 }

/** Stretches the partials of a stiff string: h · √(1 + B·h²). */
const STIFFNESS = 0.0004

function struckString(hammer: Hammer, { hz, seconds }: Note, random: Random): OneShot {
  const samples = samplesOf(Math.min(seconds + 0.3, 4))
  const count = Math.max(1, Math.min(hammer.harmonics, Math.floor(9000 / hz)))
  // The first partial stays in tune with everything else.
  const inTune = hz / Math.sqrt(1 + STIFFNESS)
  for (let h = 1; h <= count; h++) {
    // A hammer at a seventh of the string hardly excites every seventh partial.
    const gain = 0.45 * h ** -hammer.slope * (h % 7 === 0 ? 0.3 : 1)
    const decay = (1.9 * Math.sqrt(200 / hz)) / (1 + 0.35 * h)
    addPartial(samples, inTune * h * Math.sqrt(1 + STIFFNESS * h * h), gain, decay)
  }
  addNoise(samples, hammer.knock, 0.004, random)
  return fadeEdges(samples, 0.0014, 0.15)
}

export const piano = (note: Note, random: Random): OneShot => struckString(GRAND, note, random)
export const felt = (note: Note, random: Random): OneShot => struckString(FELT, note, random)

/** Drawbars 16′ 8′ 5⅓′ 4′ 2⅔′ 2′ as multiples of the note, with their levels. */
const DRAWBARS = [
  [0.5, 0.5],
  [1, 0.8],
  [1.5, 0.35],
  [2, 0.5],
  [3, 0.3],
  [4, 0.2],
] as const

export function organ({ hz, seconds }: Note, random: Random): OneShot {
  const samples = samplesOf(seconds + 0.06)
  for (const [ratio, gain] of DRAWBARS) {
    // Two wheels a breath apart, as a rotor in the next room does to one.
    for (const detune of [0.9993, 1.0007]) {
      addPartial(samples, hz * ratio * detune, 0.2 * gain, Number.POSITIVE_INFINITY, random.unit())
    }
  }
  return fadeEdges(samples, 0.006, 0.06)
}
