import { filterStereo } from './biquad.ts'
import { type StereoAudio, scale } from './stereo.ts'
import { cutSections } from './tone.ts'
import { fromDb } from './units.ts'

/** Level of the direct sound at a distance of 0 (near) … 1 (far). The reverb's send is taken before it. */
const directGain = (amount: number): number => fromDb(-7 * amount)

/** The direct sound from afar: up to 7 dB quieter, and the air takes the treble (to 4.7 kHz at 1). In place. */
export function setDistance(audio: StereoAudio, amount: number): void {
  if (amount <= 0) return
  filterStereo(audio, cutSections(0, 20_000 * 2 ** (-2.1 * amount)))
  scale(audio, directGain(amount))
}
