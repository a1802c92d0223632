/**
 * Half and double time on the source's own drums: a half-time feel drops the hits that make it hurry, a double-time
 * feel plays every beat's hits again on the half beat. The harmony keeps its pace, so the tempo is felt, not changed.
 */
import { SAMPLE_RATE_HZ, type StereoAudio } from '../dsp/stereo.ts'
import { clamp, fromDb } from '../dsp/units.ts'

/** A beat of the output: when it falls, and its place in the bar, 0 … 3. */
export interface FeltBeat {
  readonly seconds: number
  readonly inBar: number
}

/** Hits on beats 2 and 4, and between beats, go down by this much at full half time; beat 3 becomes the backbeat. */
const BACKBEAT_DB = -16
const BETWEEN_DB = -9
const THIRD_BEAT_DB = 3
/** A hit repeated on the half beat is a little quieter than the one it repeats. */
const REPEAT_GAIN = 0.75
/** Gains change just before an attack, never inside one. */
const LEAD_SAMPLES = Math.round(0.012 * SAMPLE_RATE_HZ)
const RAMP_SAMPLES = Math.round(0.006 * SAMPLE_RATE_HZ)

/** @param half  the plan's key: 1 half time, −1 double time; below 0.2 either way nothing is done. In place. */
export function changeFeel(percussive: StereoAudio, beats: readonly FeltBeat[], half: number): void {
  const amount = clamp(Math.abs(half), 0, 1)
  if (amount < 0.2 || beats.length < 4) return
  for (let beat = 0; beat + 1 < beats.length; beat++) {
    const from = Math.round(beats[beat].seconds * SAMPLE_RATE_HZ) - LEAD_SAMPLES
    const to = Math.round(beats[beat + 1].seconds * SAMPLE_RATE_HZ) - LEAD_SAMPLES
    if (half > 0) halve(percussive, from, to, beats[beat].inBar, amount)
    else double(percussive, from, to, amount)
  }
}

function halve(audio: StereoAudio, from: number, to: number, inBar: number, amount: number): void {
  const middle = (from + to) >> 1
  const onBeatDb = inBar % 2 === 1 ? BACKBEAT_DB : inBar === 2 ? THIRD_BEAT_DB : 0
  scaleSpan(audio, from, middle, fromDb(amount * onBeatDb))
  scaleSpan(audio, middle, to, fromDb(amount * BETWEEN_DB))
}

/** Adds the first half of a beat to its second half. */
function double({ left, right }: StereoAudio, from: number, to: number, amount: number): void {
  const half = (to - from) >> 1
  for (const samples of [left, right]) {
    for (let i = 0; i < half; i++) {
      const source = from + i
      const target = source + half
      if (source < 0 || target >= samples.length) continue
      const edge = Math.min(1, i / RAMP_SAMPLES, (half - i) / RAMP_SAMPLES)
      samples[target] += amount * REPEAT_GAIN * edge * samples[source]
    }
  }
}

function scaleSpan({ left, right }: StereoAudio, from: number, to: number, gain: number): void {
  if (gain === 1) return
  for (const samples of [left, right]) {
    for (let i = Math.max(0, from); i < Math.min(to, samples.length); i++) {
      const edge = Math.min(1, (i - from) / RAMP_SAMPLES, (to - i) / RAMP_SAMPLES)
      samples[i] *= 1 + edge * (gain - 1)
    }
  }
}
