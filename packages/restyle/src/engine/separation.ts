import type { SourceFacts } from '../analysis/facts.ts'
import { trackMelody } from '../arranger/melody.ts'
import { separatePercussive } from '../dsp/hpss.ts'
import { estimateLine, type Line } from '../dsp/line-split.ts'
import { add, SAMPLE_RATE_HZ, type StereoAudio, scale } from '../dsp/stereo.ts'
import { fromDb } from '../dsp/units.ts'
import { estimateVoice } from '../dsp/voice-split.ts'
import { contentKey, RecentValues } from './clip-cache.ts'
import type { Decisions } from './decisions.ts'
import { wantsResonance } from './resonance.ts'

export interface SourceParts {
  /** Harmonic part, or the whole when nothing had to be separated. */
  readonly sustained: StereoAudio
  /** null when nothing had to be separated. */
  readonly percussive: StereoAudio | null
}

function sungLine(audio: StereoAudio, { durationSeconds, tuningSemitones, key }: SourceFacts): Line {
  const beats = Array.from({ length: Math.ceil(durationSeconds / LINE_BEAT_SECONDS) }, (_, i) => i * LINE_BEAT_SECONDS)
  const notes = trackMelody(audio, beats, tuningSemitones, key)
  return { notes, stepSeconds: LINE_BEAT_SECONDS / 2, tuningSemitones }
}

type ChangedParts = { readonly [Part in keyof SourceParts]: NonNullable<SourceParts[Part]> }

const LEAST_VOICE_DB = 0.5
/** From here on held notes of the leading line are taken too, at a small cost to the accompaniment. */
const REMOVED_VOICE_DB = -6
/** An eighth of a second is as fast as words are sung; the tracker gives two notes each beat. */
const LINE_BEAT_SECONDS = 0.25
const SPEECH_SHARE = 0.6
/** From here on the drums are to be gone, not lower. */
const REMOVAL_DB = -17
/**
 * Longer frames take the ring of drums too, and in the bass even longer ones the body of kicks; higher up those would
 * take voices. Measured on the synthetic song, drums less tonal: −3.2 dB as usual, −7.7 dB so, −13 dB with the bodies.
 */
const THOROUGH = { frameSize: 4096, separation: 0.5 }
const DRUM_BODIES = { frameSize: 8192, separation: 0.5, bandHz: [20, 400] } as const

/** Splits the clip where the plan treats hits and tones differently. The clip's buffer becomes the sustained part. */
export function* separateSource(clip: StereoAudio, decisions: Decisions): Generator<unknown, SourceParts> {
  if (decisions.facts.kind === 'silence' || !needsSeparation(decisions)) return { sustained: clip, percussive: null }
  const percussive = yield* percussivePart(clip, decisions.plan.perc < REMOVAL_DB)
  add(clip, percussive, -1)
  if (Math.abs(decisions.plan.vox) > LEAST_VOICE_DB) yield* changeVoice({ sustained: clip, percussive }, decisions)
  return { sustained: clip, percussive }
}

/** One part of a clip of up to half a minute: 10 MB, and a fifth of the time of the next prompt on the same clip. */
const separated = new RecentValues<StereoAudio>(1)
const KEPT_SAMPLES = 30 * SAMPLE_RATE_HZ

function* percussivePart(clip: StereoAudio, removal: boolean): Generator<unknown, StereoAudio> {
  if (clip.left.length > KEPT_SAMPLES) return yield* takeHits(clip, removal)
  const key = `${contentKey(clip)} ${removal}`
  const kept = separated.get(key) ?? (yield* takeHits(clip, removal))
  separated.set(key, kept)
  // What is handed out is changed by whoever gets it.
  return { left: kept.left.slice(), right: kept.right.slice() }
}

function* takeHits(clip: StereoAudio, removal: boolean): Generator<unknown, StereoAudio> {
  const percussive = yield* separatePercussive(clip, removal ? THOROUGH : {})
  if (!removal) return percussive
  const rest = { left: clip.left.slice(), right: clip.right.slice() }
  add(rest, percussive, -1)
  add(percussive, yield* separatePercussive(rest, DRUM_BODIES))
  return percussive
}

/** Turns the voice in the sustained part up or down, in place; of speech, which is all voice, everything goes down too. */
function* changeVoice({ sustained, percussive }: ChangedParts, { plan, facts }: Decisions): Generator<unknown> {
  const gain = fromDb(plan.vox)
  if (plan.vox < REMOVED_VOICE_DB && facts.kind === 'music') {
    const line = sungLine(sustained, facts)
    for (const part of [sustained, percussive]) add(part, yield* estimateLine(part, line), gain - 1)
  }
  add(sustained, yield* estimateVoice(sustained), gain - 1)
  if (plan.vox > 0 || facts.kind !== 'speech') return
  const rest = fromDb(SPEECH_SHARE * plan.vox)
  scale(sustained, rest)
  scale(percussive, rest)
}

/** Changes below 0.3 dB are not worth a separation. */
const NEGLIGIBLE_DB = 0.3

function needsSeparation({ plan, tempo, pitch, diffusion }: Decisions): boolean {
  const levels = [plan.perc, plan.punch, plan.sus].some((db) => Math.abs(db) > NEGLIGIBLE_DB)
  const time = tempo.ratio !== 1 || pitch.semitones !== 0 || plan.swing > 0.05 || Math.abs(plan.half) > 0.2
  const texture = diffusion > 0.05 || plan.smear > 0.03 || Math.abs(plan.vox) > LEAST_VOICE_DB || wantsResonance(plan)
  return levels || time || texture
}
