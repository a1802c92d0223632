/**
 * A small deterministic song with its stems: 100 BPM, A minor, Am F C G, one chord a bar; drums, bass, keys and a
 * voice-like lead with vibrato. Source: specification of the restyle engine, section 4, clip (a).
 */
import { bandPass, filter, highPass } from '../dsp/biquad.ts'
import { add, SAMPLE_RATE_HZ, type StereoAudio, scale, silence } from '../dsp/stereo.ts'
import { midiToHz } from '../dsp/units.ts'
import { Random } from '../random.ts'

const SONG_BPM = 100
const BEAT_SECONDS = 60 / SONG_BPM
const CHORDS = [
  [57, 60, 64],
  [53, 57, 60],
  [60, 64, 67],
  [55, 59, 62],
]
const BASS_NOTES = [33, 41, 36, 43]
const MELODY = [76, 72, 74, 76, 77, 76, 74, 72, 79, 76, 72, 74, 74, 71, 72, 74]

export interface Song {
  readonly mix: StereoAudio
  readonly drums: StereoAudio
  readonly voice: StereoAudio
  /** Bass and keys. */
  readonly tonal: StereoAudio
}

export function song(seconds: number): Song {
  const length = Math.round(seconds * SAMPLE_RATE_HZ)
  const drums = silence(length)
  const voice = silence(length)
  const tonal = silence(length)
  const random = new Random(7, 'song')
  for (let beat = 0; beat * BEAT_SECONDS < seconds; beat++) {
    const at = beat * BEAT_SECONDS
    const bar = Math.floor(beat / 4) % 4
    if (beat % 2 === 0) place(drums, kick(), at, 0.9, 0.9)
    else place(drums, snare(random), at, 0.55, 0.6)
    for (const part of [0, 0.5]) place(drums, hat(random), at + part * BEAT_SECONDS, 0.12, 0.2)
    for (const part of [0, 0.75]) place(tonal, bassNote(BASS_NOTES[bar]), at + part * BEAT_SECONDS, 0.3, 0.3)
    if (beat % 4 === 0) {
      CHORDS[bar].forEach((note, index) => {
        place(tonal, keyNote(note), at, 0.16 + 0.04 * index, 0.24 - 0.04 * index)
      })
    }
    place(voice, voiceNote(MELODY[beat % 16], 0.9 * BEAT_SECONDS), at, 0.1, 0.09)
  }
  const mix = silence(length)
  for (const stem of [drums, voice, tonal]) {
    scale(stem, 0.42)
    add(mix, stem)
  }
  return { mix, drums, voice, tonal }
}

function place(target: StereoAudio, sound: Float32Array, seconds: number, left: number, right: number): void {
  const at = Math.round(seconds * SAMPLE_RATE_HZ)
  const length = Math.min(sound.length, target.left.length - at)
  for (let i = 0; i < length; i++) {
    target.left[at + i] += left * sound[i]
    target.right[at + i] += right * sound[i]
  }
}

/** Samples of a function of time in seconds. */
function sound(seconds: number, at: (t: number) => number): Float32Array {
  return Float32Array.from({ length: Math.round(seconds * SAMPLE_RATE_HZ) }, (_, i) => at(i / SAMPLE_RATE_HZ))
}

const turn = (cycles: number): number => Math.sin(2 * Math.PI * cycles)
const edges = (t: number, seconds: number, attack: number, release: number): number =>
  Math.min(1, t / attack, Math.max(0, seconds - t) / release)

/** A sine that falls from 160 to 50 Hz; its phase is the integral of the fall. */
const kick = (): Float32Array =>
  sound(0.35, (t) => turn(50 * t + 110 * 0.03 * (1 - Math.exp(-t / 0.03))) * Math.exp(-t / 0.12))

function snare(random: Random): Float32Array {
  const noise = sound(0.25, (t) => random.signed() * 1.6 * Math.exp(-t / 0.09))
  filter(noise, bandPass(2700, 0.4))
  return noise.map(
    (value, i) => 1.4 * value + 0.5 * turn((185 * i) / SAMPLE_RATE_HZ) * Math.exp(-i / SAMPLE_RATE_HZ / 0.06),
  )
}

function hat(random: Random): Float32Array {
  const noise = sound(0.08, (t) => random.signed() * 1.7 * Math.exp(-t / 0.02))
  filter(noise, highPass(7000, 0.7))
  return noise
}

function bassNote(note: number): Float32Array {
  const hz = midiToHz(note)
  const seconds = 0.6 * BEAT_SECONDS
  return sound(seconds, (t) => {
    let sum = 0
    for (let partial = 1; partial <= 6; partial++) sum += (turn(hz * partial * t) / partial) * Math.exp(-t * partial)
    return sum * edges(t, seconds, 0.005, 0.03)
  })
}

function keyNote(note: number): Float32Array {
  const hz = midiToHz(note)
  const seconds = 3.8 * BEAT_SECONDS
  return sound(seconds, (t) => {
    const modulated = Math.sin(2 * Math.PI * hz * t + 1.2 * Math.exp(-t / 0.4) * turn(hz * t))
    return (
      (modulated + 0.3 * turn(2 * hz * t) * Math.exp(-t / 0.3)) * Math.exp(-t / 1.2) * edges(t, seconds, 0.004, 0.05)
    )
  })
}

function voiceNote(note: number, seconds: number): Float32Array {
  const hz = midiToHz(note)
  return sound(seconds, (t) => {
    // 5.5 Hz vibrato of 0.4 %; the phase is the integral of the frequency.
    const cycles = hz * (t - (0.004 / (2 * Math.PI * 5.5)) * (Math.cos(2 * Math.PI * 5.5 * t) - 1))
    let sum = 0
    for (let partial = 1; partial <= 8; partial++) sum += turn(partial * cycles) / partial ** 1.3
    return sum * edges(t, seconds, 0.03, 0.06)
  })
}
