/** Test signals and measurements shared by the tests of the blocks. */
import { Random } from '../random.ts'
import { type StereoAudio, silence } from './stereo.ts'

/** Uniform noise, independent on both sides, with peaks at `gain`. */
export function noise(length: number, gain = 0.3, seed = 1): StereoAudio {
  const random = new Random(seed, 'test noise')
  const audio = silence(length)
  for (let i = 0; i < length; i++) {
    audio.left[i] = gain * random.signed()
    audio.right[i] = gain * random.signed()
  }
  return audio
}

/** The same sine on both sides. */
export function sine(hz: number, length: number, gain = 0.3): StereoAudio {
  const left = Float32Array.from({ length }, (_, i) => gain * Math.sin((2 * Math.PI * hz * i) / 44_100))
  return { left, right: left.slice() }
}

export const copyOf = ({ left, right }: StereoAudio): StereoAudio => ({ left: left.slice(), right: right.slice() })

/** Whether two clips are the same bit for bit; matchers that compare element by element take a second for a second. */
export const isSame = (a: StereoAudio, b: StereoAudio): boolean =>
  bytesOf(a.left).equals(bytesOf(b.left)) && bytesOf(a.right).equals(bytesOf(b.right))
const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array): Buffer =>
  Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength)

/** Mean square of part of a channel. */
export function power(samples: Float32Array, from = 0, to = samples.length): number {
  let sum = 0
  for (let i = from; i < to; i++) sum += samples[i] * samples[i]
  return sum / (to - from)
}

/** Amplitude of a sine of exactly `hz` within part of a channel, Hann-windowed. */
export function amplitudeAt(samples: Float32Array, hz: number, from = 0, to = samples.length): number {
  let re = 0
  let im = 0
  for (let i = from; i < to; i++) {
    const windowed = samples[i] * (1 - Math.cos((2 * Math.PI * (i - from)) / (to - from)))
    re += windowed * Math.cos((2 * Math.PI * hz * i) / 44_100)
    im += windowed * Math.sin((2 * Math.PI * hz * i) / 44_100)
  }
  return (2 * Math.hypot(re, im)) / (to - from)
}
