import { bandPass, filter, highPass, lowPass } from '../dsp/biquad.ts'
import { SAMPLE_RATE_HZ, type StereoAudio } from '../dsp/stereo.ts'
import type { OneShot } from './one-shots.ts'
import { fadeEdges, toPeak } from './oscillator.ts'

/**
 * The source's own hits, for the groove that replaces its own: the result stays recognisably the user's.
 * Source: restyle engine specification, 7.2.
 */
export interface SourceKit {
  readonly kick: readonly OneShot[]
  readonly snare: readonly OneShot[]
  readonly closedHat: readonly OneShot[]
}

type Voice = keyof SourceKit

/** How long a cut hit may ring: a kick longer than a hat. The next onset ends it earlier. */
const LONGEST_SECONDS: Record<Voice, number> = { kick: 0.32, snare: 0.26, closedHat: 0.12 }
/** Shorter cuts are clicks between two close onsets. */
const SHORTEST_SECONDS = 0.06
/** Takes of each voice that a groove goes round. */
const TAKES = 3
/** A hit must have this share of its energy where its voice lives. */
const PUREST_SHARE = 0.5
/** Level of a cut hit, that of the synthesised kits. */
const HIT_PEAK = 0.9
/** The attack of a detected onset begins a little before it. */
const LEAD_SECONDS = 0.006
const ATTACK_SAMPLES = Math.round(0.06 * SAMPLE_RATE_HZ)

interface Candidate {
  readonly voice: Voice
  readonly score: number
  readonly shot: OneShot
}

/**
 * Cuts kick, snare and hat out of the percussive part of a clip: every onset is sorted by where its energy lies, and
 * the loudest and purest of each voice are kept.
 * @param percussive    the percussive part alone; with the harmonic part in it, chords would ring in the drums
 * @param onsetsSeconds of the clip, rising
 * @returns null when there is no usable kick or no usable snare: a kit of hats alone is no kit
 */
export function cutSourceKit(percussive: StereoAudio, onsetsSeconds: readonly number[]): SourceKit | null {
  const mono = new Float32Array(percussive.left.length)
  for (let i = 0; i < mono.length; i++) mono[i] = 0.5 * (percussive.left[i] + percussive.right[i])
  const bands = { kick: band(mono, 'kick'), snare: band(mono, 'snare'), closedHat: band(mono, 'closedHat') }
  const candidates: Candidate[] = []
  for (const [i, onset] of onsetsSeconds.entries()) {
    const candidate = cut(mono, bands, onset, onsetsSeconds[i + 1] ?? Number.POSITIVE_INFINITY)
    if (candidate) candidates.push(candidate)
  }
  const best = (voice: Voice) =>
    candidates
      .filter((candidate) => candidate.voice === voice)
      .sort((a, b) => b.score - a.score)
      .slice(0, TAKES)
      .map((candidate) => candidate.shot)
  const kit = { kick: best('kick'), snare: best('snare'), closedHat: best('closedHat') }
  return kit.kick.length > 0 && kit.snare.length > 0 ? kit : null
}

function band(mono: Float32Array, voice: Voice): Float32Array {
  const filtered = mono.slice()
  if (voice === 'kick') filter(filtered, lowPass(140, 0.7))
  else if (voice === 'snare') filter(filtered, bandPass(900, 0.35))
  else filter(filtered, highPass(6000, 0.7))
  return filtered
}

function cut(mono: Float32Array, bands: Record<Voice, Float32Array>, onset: number, next: number): Candidate | null {
  const from = Math.max(0, Math.round((onset - LEAD_SECONDS) * SAMPLE_RATE_HZ))
  const energies = {
    kick: rise(bands.kick, from),
    snare: rise(bands.snare, from),
    closedHat: rise(bands.closedHat, from),
  }
  const total = energies.kick + energies.snare + energies.closedHat
  const voice = (Object.keys(energies) as Voice[]).reduce((a, b) => (energies[b] > energies[a] ? b : a))
  if (total < 1e-4 || energies[voice] / total < PUREST_SHARE) return null
  const seconds = Math.min(LONGEST_SECONDS[voice], next - onset)
  const to = Math.min(mono.length, from + Math.round(seconds * SAMPLE_RATE_HZ))
  if (to - from < SHORTEST_SECONDS * SAMPLE_RATE_HZ) return null
  const shot = fadeEdges(mono.slice(from, to), 0.001, Math.min(0.06, seconds * 0.4))
  toPeak(shot, HIT_PEAK)
  return { voice, score: energies[voice] ** 2 / total, shot }
}

/** Energy of the attack beyond what was sounding already: a hat over the tail of a kick is still a hat. */
function rise(samples: Float32Array, from: number): number {
  const before = energy(samples, from - ATTACK_SAMPLES, from)
  return Math.max(0, energy(samples, from, from + ATTACK_SAMPLES) - before)
}

function energy(samples: Float32Array, from: number, to: number): number {
  let sum = 0
  for (let i = Math.max(0, from); i < Math.min(samples.length, to); i++) sum += samples[i] * samples[i]
  return sum
}
