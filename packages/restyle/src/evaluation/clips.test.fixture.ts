/** Clips that are not music, synthesised. Source: specification of the restyle engine, section 4, clips (b) to (f). */
import { bandPass, filter } from '../dsp/biquad.ts'
import { SAMPLE_RATE_HZ, type StereoAudio, silence } from '../dsp/stereo.ts'
import { Random } from '../random.ts'

const samplesOf = (seconds: number): number => Math.round(seconds * SAMPLE_RATE_HZ)
const turn = (cycles: number): number => Math.sin(2 * Math.PI * cycles)
const inBothChannels = (samples: Float32Array): StereoAudio => ({ left: samples, right: samples.slice() })

/** First two formants of five vowels, Hz. */
const VOWELS = [
  [730, 1090],
  [270, 2290],
  [530, 1840],
  [570, 840],
  [300, 870],
]

/** Speech-like: gliding voiced syllables with moving formants, hissed consonants before them, pauses between phrases. */
export function speech(seconds: number): StereoAudio {
  const voiced = new Float32Array(samplesOf(seconds))
  const random = new Random(3, 'speech')
  let at = 0.1
  for (let syllable = 0; at < seconds - 0.4; syllable++) {
    const length = random.range(0.13, 0.24)
    addConsonant(voiced, at, random)
    addVowel(voiced, at + 0.06, length, VOWELS[Math.floor(random.unit() * VOWELS.length)], random)
    at += length + 0.08
    if (syllable % 6 === 5) at += random.range(0.35, 0.5)
  }
  return inBothChannels(voiced)
}

function addConsonant(target: Float32Array, seconds: number, random: Random): void {
  const hiss = Float32Array.from(
    { length: samplesOf(0.07) },
    (_, i) => 0.25 * random.signed() * Math.sin((Math.PI * i) / samplesOf(0.07)),
  )
  filter(hiss, bandPass(random.range(2500, 4500), 1.2))
  const at = samplesOf(seconds)
  for (let i = 0; i < hiss.length && at + i < target.length; i++) target[at + i] += hiss[i]
}

function addVowel(
  target: Float32Array,
  seconds: number,
  length: number,
  formants: readonly number[],
  random: Random,
): void {
  const pulses = new Float32Array(samplesOf(length))
  const fromHz = random.range(105, 150)
  const toHz = fromHz * random.range(0.75, 1.15)
  let phase = 0
  for (let i = 0; i < pulses.length; i++) {
    const share = i / pulses.length
    phase += (fromHz + (toHz - fromHz) * share) / SAMPLE_RATE_HZ
    if (phase >= 1) {
      phase -= 1
      pulses[i] = Math.min(1, 12 * share, 8 * (1 - share))
    }
  }
  const at = samplesOf(seconds)
  for (const [index, hz] of [...formants, 2700].entries()) {
    const band = pulses.slice()
    filter(band, bandPass(hz, 9))
    const gain = [14, 8, 3][index]
    for (let i = 0; i < band.length && at + i < target.length; i++) target[at + i] += gain * band[i]
  }
}

/** One 30 ms clap after half a second of silence. */
export function clap(seconds: number): StereoAudio {
  const audio = silence(samplesOf(seconds))
  const random = new Random(5, 'clap')
  const at = samplesOf(0.5)
  for (let i = 0; i < samplesOf(0.03); i++) {
    const gain = 0.7 * Math.exp(-i / SAMPLE_RATE_HZ / 0.004)
    audio.left[at + i] = gain * random.signed()
    audio.right[at + i] = gain * random.signed()
  }
  return audio
}

/** A steady chord that slowly breathes: no onsets, no tempo. */
export function texture(seconds: number): StereoAudio {
  const random = new Random(9, 'texture')
  const channel = (offset: number): Float32Array =>
    Float32Array.from({ length: samplesOf(seconds) }, (_, i) => {
      const t = i / SAMPLE_RATE_HZ + offset
      const tones = [146.83, 220, 293.66, 349.23, 440].map(
        (hz, tone) => turn(hz * t) * (0.5 + 0.5 * turn(0.07 * t + tone)),
      )
      return 0.1 * tones.reduce((sum, tone) => sum + tone, 0) + 0.004 * random.signed()
    })
  return { left: channel(0), right: channel(0.0068) }
}

/** A door-like thud, 1.2 s. */
export function thud(): StereoAudio {
  const random = new Random(2, 'thud')
  const noise = Float32Array.from(
    { length: samplesOf(1.2) },
    (_, i) => random.signed() * Math.exp(-i / SAMPLE_RATE_HZ / 0.05),
  )
  filter(noise, bandPass(800, 0.4))
  return inBothChannels(
    noise.map((value, i) => {
      const t = i / SAMPLE_RATE_HZ
      return 0.3 * value + 0.7 * turn(70 * t + 60 * 0.05 * (1 - Math.exp(-t / 0.05))) * Math.exp(-t / 0.15)
    }),
  )
}

export const nothing = (seconds: number): StereoAudio => silence(samplesOf(seconds))
