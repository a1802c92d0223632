import type { Chord } from './facts.ts'
import type { OnsetEnvelope } from './onsets.ts'

/** A chord change speaks for a bar line as loudly as a strong kick. */
const CHANGE_WEIGHT = 2
const LOW_ONSET_WEIGHT = 0.3

/** Which beat, modulo 4, begins the bars: the phase with the most chord changes and low onsets. 4/4 is assumed. */
export function downbeatPhase(beats: readonly number[], chords: readonly Chord[], envelope: OnsetEnvelope): number {
  if (beats.length < 9) return 0
  const votes = [0, 0, 0, 0]
  for (let i = 1; i < beats.length; i++) {
    const changes = chords[i].root !== chords[i - 1].root || chords[i].minor !== chords[i - 1].minor
    votes[i % 4] += (changes ? CHANGE_WEIGHT : 0) + LOW_ONSET_WEIGHT * lowOnset(envelope, beats[i])
  }
  return votes.indexOf(Math.max(...votes))
}

function lowOnset({ low, rateHz }: OnsetEnvelope, seconds: number): number {
  const centre = Math.round(seconds * rateHz)
  let strongest = 0
  for (let t = Math.max(0, centre - 2); t <= Math.min(low.length - 1, centre + 2); t++) {
    strongest = Math.max(strongest, low[t])
  }
  return strongest
}
