import { FLUSH_BLOCK, flush } from './denormals.ts'
import { SAMPLE_RATE_HZ, type StereoAudio } from './stereo.ts'

// 12 dB over full scale: decoders of lossy formats overshoot by 3 dB, broken float files by anything.
const LIMIT = 4
const POLE = Math.exp((-2 * Math.PI * 5) / SAMPLE_RATE_HZ)

/**
 * Makes decoded audio fit to work with, in place: NaN becomes 0, infinities and anything beyond ±4 are clipped, and a
 * 5 Hz high-pass removes offsets without putting one into silence.
 */
export function sanitise(audio: StereoAudio): void {
  sanitiseChannel(audio.left)
  sanitiseChannel(audio.right)
}

/** NaN fails both comparisons and becomes 0. */
const bounded = (raw: number): number => (raw >= LIMIT ? LIMIT : raw <= -LIMIT ? -LIMIT : raw > -LIMIT ? raw : 0)

/** Mean of the beginning. Over a second even the lowest note averages out; its first half cycle alone looks like an offset. */
function offsetOf(samples: Float32Array): number {
  const count = Math.min(samples.length, SAMPLE_RATE_HZ)
  let sum = 0
  for (let i = 0; i < count; i++) sum += bounded(samples[i])
  return sum / Math.max(1, count)
}

function sanitiseChannel(samples: Float32Array): void {
  const length = samples.length
  // As if the clip had always stood at its offset: without, the filter would let it go in a thump.
  let before = offsetOf(samples)
  let output = 0
  for (let start = 0; start < length; start += FLUSH_BLOCK) {
    const end = Math.min(length, start + FLUSH_BLOCK)
    for (let i = start; i < end; i++) {
      const sample = bounded(samples[i])
      output = sample - before + POLE * output
      before = sample
      samples[i] = output
    }
    output = flush(output)
  }
}
