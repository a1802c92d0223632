import type { StereoAudio } from '../dsp/stereo.ts'

/** FNV-1a over the bits of both channels. */
export function fingerprint({ left, right }: StereoAudio): string {
  let hash = 2166136261
  for (const channel of [left, right]) {
    const bits = new Uint32Array(channel.buffer, channel.byteOffset, channel.length)
    for (let i = 0; i < bits.length; i++) hash = Math.imul(hash ^ bits[i], 16777619)
  }
  return (hash >>> 0).toString(16)
}
