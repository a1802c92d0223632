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

function sanitiseChannel(samples: Float32Array): void {
  const length = samples.length
  let before = 0
  let output = 0
  for (let start = 0; start < length; start += FLUSH_BLOCK) {
    const end = Math.min(length, start + FLUSH_BLOCK)
    for (let i = start; i < end; i++) {
      const raw = samples[i]
      // NaN fails both comparisons and becomes 0.
      const sample = raw >= LIMIT ? LIMIT : raw <= -LIMIT ? -LIMIT : raw > -LIMIT ? raw : 0
      output = sample - before + POLE * output
      before = sample
      samples[i] = output
    }
    output = flush(output)
  }
}
