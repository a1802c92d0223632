import { SAMPLE_RATE_HZ, type StereoAudio, silence } from '../dsp/stereo.ts'
import { midiToHz } from '../dsp/units.ts'
import { Random } from '../random.ts'

/** Small synthetic clips with a known truth, for tests and benchmarks. */

export function samples(seconds: number): number {
  return Math.round(seconds * SAMPLE_RATE_HZ)
}

/** The same signal in both channels. */
export function mono(signal: Float32Array): StereoAudio {
  return { left: signal, right: signal.slice() }
}

export function sine(hz: number, seconds: number, amplitude = 0.5): StereoAudio {
  return mono(
    Float32Array.from(
      { length: samples(seconds) },
      (_, i) => amplitude * Math.sin((2 * Math.PI * hz * i) / SAMPLE_RATE_HZ),
    ),
  )
}

/** Unit impulses every `period` seconds, the first at `first`. */
export function clicks(seconds: number, period: number, first = period): StereoAudio {
  const signal = new Float32Array(samples(seconds))
  for (let t = first; samples(t) < signal.length; t += period) signal[samples(t)] = 0.9
  return mono(signal)
}

/** White noise, different in each channel. */
export function noise(seconds: number, amplitude = 0.3): StereoAudio {
  const random = new Random(11, 'test-noise')
  const audio = silence(samples(seconds))
  for (let i = 0; i < audio.left.length; i++) {
    audio.left[i] = amplitude * random.signed()
    audio.right[i] = amplitude * random.signed()
  }
  return audio
}

type Drum = 'kick' | 'snare' | 'hat'
/** Sixteen steps of a bar; a letter is a hit, a small one half as loud. */
export type DrumPattern = Readonly<Partial<Record<Drum, string>>>

export const DRUM_PATTERNS: Readonly<Record<string, DrumPattern>> = {
  rock: { kick: 'x.......x.x.....', snare: '....x.......x...', hat: 'x.o.x.o.x.o.x.o.' },
  house: { kick: 'x...x...x...x...', snare: '....x.......x...', hat: '..x...x...x...x.' },
  hiphop: { kick: 'x..x......x.....', snare: '....x.......x..o', hat: 'x.x.x.x.x.x.x.xx' },
  bossa: { kick: 'x..xx..xx..xx..x', snare: 'x..x..x...x..x..', hat: 'xoxoxoxoxoxoxoxo' },
  breakbeat: { kick: 'x.x.......x.....', snare: '....x..o.o..x...', hat: 'x.x.x.x.x.x.x.x.' },
}

export function drumLoop(pattern: DrumPattern, bpm: number, seconds: number, swing = 0): StereoAudio {
  const signal = new Float32Array(samples(seconds))
  const random = new Random(5, 'test-drums')
  const step = 15 / bpm
  for (let index = 0; index * step < seconds; index++) {
    const late = index % 2 === 1 ? swing * step : 0
    for (const drum of ['kick', 'snare', 'hat'] as const) {
      const hit = pattern[drum]?.[index % 16] ?? '.'
      if (hit !== '.') addDrum(signal, samples(index * step + late), drum, hit === 'x' ? 1 : 0.5, random)
    }
  }
  return mono(signal)
}

function addDrum(signal: Float32Array, start: number, drum: Drum, level: number, random: Random): void {
  const decay = { kick: 0.09, snare: 0.07, hat: 0.025 }[drum] * SAMPLE_RATE_HZ
  let before = 0
  for (let i = 0; i < 6 * decay && start + i < signal.length; i++) {
    const envelope = level * Math.exp(-i / decay)
    const hiss = random.signed()
    const seconds = i / SAMPLE_RATE_HZ
    if (drum === 'kick')
      signal[start + i] += 0.7 * envelope * Math.sin(2 * Math.PI * (50 * seconds + 3 * (1 - Math.exp(-40 * seconds))))
    else if (drum === 'snare')
      signal[start + i] += envelope * (0.25 * hiss + 0.2 * Math.sin(2 * Math.PI * 190 * seconds))
    else signal[start + i] += 0.12 * envelope * (hiss - before)
    before = hiss
  }
}

/** Midi notes, each list held for `secondsEach`, with six partials and a soft pluck. */
export function chordSequence(chords: readonly (readonly number[])[], secondsEach: number, tuning = 0): StereoAudio {
  const signal = new Float32Array(samples(chords.length * secondsEach))
  for (const [index, notes] of chords.entries()) {
    for (const note of notes) addNote(signal, index * secondsEach, secondsEach, midiToHz(note + tuning), 0.08)
  }
  return mono(signal)
}

function addNote(signal: Float32Array, from: number, seconds: number, hz: number, amplitude: number): void {
  const start = samples(from)
  const length = Math.min(samples(seconds), signal.length - start)
  for (let partial = 1; partial <= 6; partial++)
    addPartial(signal.subarray(start, start + length), hz * partial, partial, amplitude / partial)
}

/** A decaying sine with soft edges, by recurrence: 2 cos(w) y[n-1] - y[n-2]. */
function addPartial(target: Float32Array, hz: number, partial: number, amplitude: number): void {
  const step = (2 * Math.PI * hz) / SAMPLE_RATE_HZ
  const twiceCos = 2 * Math.cos(step)
  const decay = Math.exp((-0.8 * partial) / SAMPLE_RATE_HZ)
  let before = -Math.sin(step)
  let now = 0
  let envelope = amplitude
  for (let i = 0; i < target.length; i++) {
    target[i] += envelope * Math.min(1, i / 400, (target.length - i) / 400) * now
    const next = twiceCos * now - before
    before = now
    now = next
    envelope *= decay
  }
}

/** Triad in close position with its root doubled in the bass. */
export function triad(root: number, minor: boolean): number[] {
  return [36 + root, 48 + root, 48 + root + (minor ? 3 : 4), 48 + root + 7]
}

export interface SongStems {
  readonly drums: StereoAudio
  /** Chords, spread a little over the stereo field, and a bass. */
  readonly tonal: StereoAudio
  readonly voice: StereoAudio
}

/** Am F C G at 100 BPM with a sung line: glides into notes, vibrato, consonants. */
export function songStems(seconds: number): SongStems {
  const bar = 2.4
  const roots = [9, 5, 0, 7]
  const bars = Math.ceil(seconds / bar)
  const progression = Array.from({ length: bars }, (_, i) => triad(roots[i % 4], i % 4 === 0))
  const tonal = chordSequence(progression, bar)
  const wide = chordSequence(
    progression.map((notes) => notes.slice(1).map((note) => note + 12)),
    bar,
  )
  for (let i = 0; i < tonal.left.length; i++) {
    tonal.left[i] += 0.5 * wide.left[i]
    tonal.right[i] += 0.25 * wide.left[i]
  }
  const cut = ({ left, right }: StereoAudio) => ({
    left: left.slice(0, samples(seconds)),
    right: right.slice(0, samples(seconds)),
  })
  return { drums: drumLoop(DRUM_PATTERNS.rock, 100, seconds), tonal: cut(tonal), voice: cut(sungLine(seconds + bar)) }
}

function sungLine(seconds: number): StereoAudio {
  const signal = new Float32Array(samples(seconds))
  const random = new Random(21, 'test-voice')
  const melody = [64, 67, 69, 72, 71, 69, 67, 64, 62, 64, 67, 65, 64, 60]
  const lengths = [0.45, 0.6, 0.3, 0.9, 0.35, 0.7]
  let phase = 0
  let midi = 64
  let start = 0.3
  for (let note = 0; start < seconds; note++) {
    const length = lengths[note % lengths.length]
    const target = melody[note % melody.length]
    for (let i = samples(start); i < Math.min(signal.length, samples(start + length)); i++) {
      const t = i / SAMPLE_RATE_HZ - start
      midi += (target - midi) * 0.0004
      const vibrato = 0.35 * Math.min(1, t * 4) * Math.sin(2 * Math.PI * 5.6 * t)
      phase += (2 * Math.PI * midiToHz(midi + vibrato)) / SAMPLE_RATE_HZ
      const envelope = 0.12 * Math.min(1, t / 0.04, (length - t) / 0.06)
      for (let partial = 1; partial <= 12; partial++)
        signal[i] += (envelope * Math.sin(phase * partial)) / partial ** 0.9
      if (t < 0.04) signal[i] += 0.05 * random.signed()
    }
    start += length + (note % 5 === 4 ? 0.5 : 0.05)
  }
  return mono(signal)
}
