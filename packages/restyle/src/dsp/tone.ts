/**
 * Tonal balance: a tilt about 1 kHz, seven bands named as the plan names them, and steep cuts at both ends.
 * Source: specification of the restyle engine, 1.3 (group "tone").
 */
import { type Biquad, highPass, highShelf, lowPass, lowShelf, peaking } from './biquad.ts'

/** All neutral at 0; decibels, `tilt` in dB per octave about 1 kHz (negative is darker). */
export interface ToneSettings {
  readonly tilt: number
  readonly sub: number
  readonly bass: number
  readonly lomid: number
  readonly mid: number
  readonly pres: number
  readonly brill: number
  readonly air: number
}

// Gains too small to hear cost a walk over memory each.
const NEGLIGIBLE_DB = 0.05
const NEGLIGIBLE_TILT = 0.02

const BANDS: Readonly<Record<Exclude<keyof ToneSettings, 'tilt'>, (gainDb: number) => Biquad>> = {
  sub: (gainDb) => lowShelf(62, gainDb, 0.8),
  bass: (gainDb) => peaking(95, 0.75, gainDb),
  lomid: (gainDb) => peaking(280, 0.75, gainDb),
  mid: (gainDb) => peaking(1000, 0.75, gainDb),
  pres: (gainDb) => peaking(3200, 0.8, gainDb),
  brill: (gainDb) => peaking(7000, 0.8, gainDb),
  air: (gainDb) => highShelf(11_500, gainDb, 0.8),
}

/** The sections of a tonal balance, none for what is neutral. Run them with `filterStereo`. */
export function toneSections(tone: ToneSettings): Biquad[] {
  const sections = Math.abs(tone.tilt) > NEGLIGIBLE_TILT ? tiltSections(tone.tilt) : []
  for (const [name, design] of Object.entries(BANDS)) {
    const gainDb = tone[name as keyof typeof BANDS]
    if (Math.abs(gainDb) > NEGLIGIBLE_DB) sections.push(design(gainDb))
  }
  return sections
}

/**
 * Butterworth cuts of 24 dB/octave below `lowCutHz` and above `highCutHz`; a cut outside the audible range
 * (at or below 25 Hz, at or above 17.5 kHz) is left out.
 */
export function cutSections(lowCutHz: number, highCutHz: number): Biquad[] {
  const sections: Biquad[] = []
  if (lowCutHz > 25) sections.push(...BUTTERWORTH_4_Q.map((q) => highPass(lowCutHz, q)))
  if (highCutHz < 17_500) sections.push(...BUTTERWORTH_4_Q.map((q) => lowPass(highCutHz, q)))
  return sections
}

const BUTTERWORTH_4_Q = [0.5412, 1.3066]

// Four gentle shelves two octaves apart, two octaves' worth of tilt each, symmetric about 1 kHz: a straight line within
// 0.7 dB from 125 Hz to 12 kHz at the steepest tilt, level below 40 Hz.
function tiltSections(dbPerOctave: number): Biquad[] {
  const step = 2 * dbPerOctave
  return [lowShelf(125, -step, 0.5), lowShelf(500, -step, 0.5), highShelf(2000, step, 0.5), highShelf(8000, step, 0.5)]
}
