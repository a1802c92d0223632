import { SAMPLE_RATE_HZ, type StereoAudio } from './audio.ts'
import { withJobFolder } from './child/job-folder.ts'
import { type PlanarPaths, planarPaths, readPlanar } from './child/planar-files.ts'
import type { DecodeResult } from './child/protocol.ts'
import { runJob } from './child/run-job.ts'
import { MediaError } from './errors.ts'
import { type MediaSource, materialise } from './input-source.ts'
import { type LimitOverrides, type MediaLimits, withDefaultLimits } from './limits.ts'
import type { MediaInfo } from './media-info.ts'

export interface DecodeOptions {
  readonly limits?: LimitOverrides
  readonly signal?: AbortSignal | undefined
}

export interface DecodedAudio {
  readonly audio: StereoAudio
  /** The file as it came: its own rate, channels and codec. */
  readonly info: MediaInfo
  /** Packets that were broken and are missing from the sound; 0 for a sound file. */
  readonly damagedPackets: number
}

/**
 * Decodes whatever a user sends to stereo float at 44.1 kHz, in a disposable process.
 *
 * The length is exact: `round(n * 44100 / rate)` samples for n samples in the file, without the encoder's delay and
 * padding where the format records them (mp3 with a LAME tag, m4a, opus). Mono keeps its level on both sides; more
 * channels are folded down without clipping. Of several sound tracks the default one is taken.
 *
 * Isolation: the process has no secrets in its environment and limits on memory and time, and is kept from the network and
 * from other files by FFmpeg's protocol whitelist only, not by the system.
 *
 * Cost: about 0.2 s to start the process, then 3 to 7 ms a second of sound; under 100 MB in the child, whatever the
 * length (`bench/codecs.ts`).
 *
 * @throws MediaError any code but the encoder's
 * @example const { audio } = await decode('clip.mp3', { limits: { maxDurationSeconds: 120 } })
 */
export async function decode(source: MediaSource, options: DecodeOptions = {}): Promise<DecodedAudio> {
  const limits = withDefaultLimits(options.limits)
  return withJobFolder(async (folder) => {
    const decoded = await decodeSamples(source, folder, limits, options.signal)
    const { paths, sampleCount, info, damagedPackets } = decoded
    return { audio: await readPlanar(paths, sampleCount), info, damagedPackets }
  })
}

/** Decodes into raw samples that lie in the job's folder. */
export async function decodeSamples(
  source: MediaSource,
  folder: string,
  limits: MediaLimits,
  signal: AbortSignal | undefined,
): Promise<DecodeResult & { readonly paths: PlanarPaths }> {
  const inputPath = await materialise(source, folder, limits.maxInputBytes)
  const paths = planarPaths(folder)
  const maxSamples = Math.ceil(limits.maxDurationSeconds * SAMPLE_RATE_HZ)
  const job = { kind: 'decode', inputPath, maxSamples, ...paths } as const
  const result = await runJob(job, folder, limits, signal)
  // The child handles hostile files, so what it says is checked before it decides how much is taken here.
  const possible = result.sampleCount > 0 && result.sampleCount <= maxSamples
  if (!possible) throw new MediaError('decoder_crashed', 'impossible length')
  return { ...result, paths }
}
