import { SAMPLE_RATE_HZ, type StereoAudio } from './stereo.ts'

export interface EdgeFadeSettings {
  readonly inSeconds: number
  readonly outSeconds: number
}

/** The fades of a render of this length: 4 ms in against a click, and out over 4 % of it, at most 0.6 s. */
export const edgeFadesFor = (durationSeconds: number): EdgeFadeSettings => ({
  inSeconds: 0.004,
  outSeconds: Math.min(0.6, 0.04 * durationSeconds),
})

/** Linear fades at both ends, in place; the first and the last sample become 0. A fade of 0 s changes nothing. */
export function fadeEdges(audio: StereoAudio, { inSeconds, outSeconds }: EdgeFadeSettings): void {
  const length = audio.left.length
  const fadeIn = Math.min(length, Math.round(inSeconds * SAMPLE_RATE_HZ))
  const fadeOut = Math.min(length, Math.round(outSeconds * SAMPLE_RATE_HZ))
  for (const samples of [audio.left, audio.right]) {
    for (let i = 0; i < fadeIn; i++) samples[i] *= i / fadeIn
    for (let i = 0; i < fadeOut; i++) samples[length - 1 - i] *= i / fadeOut
  }
}
