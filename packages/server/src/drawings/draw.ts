import { deflateSync } from 'node:zlib'
import { type DecodedAudio, decode, integratedLoudness, truePeakDbtp, waveformPeaks } from '@retimbre/media'
import { type DrawingKind, PEAK_SLICES, type PeaksDrawing, SPECTROGRAM_SIZE } from './messages.ts'

const FULL_SCALE = 127

/**
 * Draws a clip as finely as it will ever be asked for: peaks as JSON, levels of a spectrogram deflated. Blocks its thread.
 * @throws MediaError
 */
export async function draw(kind: DrawingKind, clip: Uint8Array): Promise<Uint8Array> {
  const decoded = await decode(clip)
  if (kind === 'peaks') return Buffer.from(JSON.stringify(peaksOf(decoded)))
  // Peaks need none of it, and a gallery wants many of them.
  const { spectrogramLevels } = await import('@retimbre/restyle')
  return deflateSync(spectrogramLevels(decoded.audio, SPECTROGRAM_SIZE))
}

function peaksOf({ audio, info }: DecodedAudio): PeaksDrawing {
  const loudnessLufs = integratedLoudness(audio)
  const peak = truePeakDbtp(audio)
  // A mono clip was decoded to two equal channels.
  const channels = info.channels === 1 ? [audio.left] : [audio.left, audio.right]
  return {
    durationSeconds: info.durationSeconds,
    sampleRateHz: info.sampleRateHz,
    ...(Number.isFinite(loudnessLufs) && { loudnessLufs }),
    ...(Number.isFinite(peak) && { truePeakDbtp: peak }),
    channels: channels.map((samples) => {
      const { min, max } = waveformPeaks({ left: samples, right: samples }, PEAK_SLICES)
      return { min: Array.from(min, scaled), max: Array.from(max, scaled) }
    }),
  }
}

function scaled(value: number): number {
  return Math.round(Math.min(1, Math.max(-1, value)) * FULL_SCALE)
}
