/** Beds made of many small events, rendered at about full scale; `addBed` sets their level. */
import type { Random } from '../random.ts'
import { filterStereo, highPass, lowPass } from './biquad.ts'
import { SAMPLE_RATE_HZ, type StereoAudio, silence } from './stereo.ts'

/** Vinyl: dull surface noise and 22 clicks a second, most of them tiny. */
export function crackle(length: number, random: Random): StereoAudio {
  const bed = silence(length)
  const { left, right } = bed
  let surface = 0
  for (let i = 0; i < length; i++) {
    surface = 0.995 * surface + 0.03 * random.signed()
    left[i] = 0.03 * surface + 0.004 * random.signed()
    right[i] = left[i]
  }
  scatter(length, 22, random, (start) => {
    const loudness = 0.02 + 0.9 * random.unit() ** 5
    const width = 3 + Math.floor(18 * random.unit())
    const position = random.unit()
    const end = Math.min(length, start + width)
    for (let i = start; i < end; i++) {
      const sample = loudness * random.signed() * (1 - (i - start) / width)
      left[i] += sample * (0.4 + 0.6 * position)
      right[i] += sample * (1 - 0.6 * position)
    }
  })
  filterStereo(bed, [lowPass(9000, 0.7)])
  return bed
}

/** Rain: a band of noise, and 90 drops a second, each a short ping somewhere between the sides. */
export function drops(length: number, random: Random): StereoAudio {
  const bed = silence(length)
  const { left, right } = bed
  for (let i = 0; i < length; i++) {
    left[i] = 0.12 * random.signed()
    right[i] = 0.12 * random.signed()
  }
  filterStereo(bed, [highPass(900, 0.6), lowPass(9000, 0.6)])
  scatter(length, 90, random, (start) => {
    const hz = 1200 + 5000 * random.unit() * random.unit()
    const loudness = 0.25 * random.unit() ** 3
    const position = random.unit()
    // A decaying sine as a two-pole recursion: 60 samples of time constant, 400 until it's inaudible.
    const decay = Math.exp(-1 / 60)
    const feedback = 2 * decay * Math.cos((2 * Math.PI * hz) / SAMPLE_RATE_HZ)
    let sample = loudness * decay * Math.sin((2 * Math.PI * hz) / SAMPLE_RATE_HZ)
    let before = 0
    const end = Math.min(length, start + 400)
    for (let i = start; i < end; i++) {
      left[i] += sample * position
      right[i] += sample * (1 - position)
      const next = feedback * sample - decay * decay * before
      before = sample
      sample = next
    }
  })
  return bed
}

/** Fire: a low rumble and 14 crackles a second. */
export function fire(length: number, random: Random): StereoAudio {
  const bed = silence(length)
  const { left, right } = bed
  let rumble = 0
  for (let i = 0; i < length; i++) {
    rumble = 0.98 * rumble + 0.1 * random.signed()
    left[i] = 0.2 * rumble
    right[i] = 0.2 * rumble
  }
  scatter(length, 14, random, (start) => {
    const position = random.unit()
    const decay = Math.exp(-1 / (20 + 90 * position))
    let loudness = 0.5 * random.unit() ** 3
    const end = Math.min(length, start + 700)
    for (let i = start; i < end; i++) {
      const sample = loudness * random.signed()
      left[i] += sample * position
      right[i] += sample * (1 - position)
      loudness *= decay
    }
  })
  return bed
}

/** Thunder: a clap every nine seconds or so, whose treble is gone after a moment and whose bass rolls on. */
export function thunder(length: number, random: Random): StereoAudio {
  const bed = silence(length)
  const strikes = Math.max(1, Math.round(length / SAMPLE_RATE_HZ / 9))
  for (let strike = 0; strike < strikes; strike++) {
    const start = Math.floor(0.9 * length * random.unit())
    roll(bed, start, Math.min(length, start + Math.round(3.5 * SAMPLE_RATE_HZ)), strike, random)
  }
  return bed
}

// Filter and gain of a roll move every 64 samples (1.5 ms).
const CONTROL = 64

function roll({ left, right }: StereoAudio, start: number, end: number, phase: number, random: Random): void {
  let first = 0
  let second = 0
  for (let block = start; block < end; block += CONTROL) {
    const seconds = (block - start) / SAMPLE_RATE_HZ
    const hz = 60 + 900 * Math.exp(-seconds / 0.15)
    const coefficient = 1 - Math.exp((-2 * Math.PI * hz) / SAMPLE_RATE_HZ)
    const rolling = Math.exp(-seconds / 1.1) * (1 + 0.6 * Math.sin(11 * seconds + phase))
    const gain = 3 * rolling * Math.min(1, seconds / 0.01)
    for (let i = block; i < Math.min(end, block + CONTROL); i++) {
      first += coefficient * (random.signed() - first)
      second += coefficient * (first - second)
      left[i] += gain * second
      right[i] += 0.9 * gain * second
    }
  }
}

/** Calls `event` with start positions drawn evenly over the length, so many a second on average. */
function scatter(length: number, perSecond: number, random: Random, event: (start: number) => void): void {
  const count = Math.round((length / SAMPLE_RATE_HZ) * perSecond)
  for (let k = 0; k < count; k++) event(Math.floor(random.unit() * length))
}
