import { withJobFolder } from './child/job-folder.ts'
import { runJob } from './child/run-job.ts'
import type { DecodeOptions } from './decode.ts'
import { type MediaSource, materialise } from './input-source.ts'
import { withDefaultLimits } from './limits.ts'
import type { MediaInfo } from './media-info.ts'

/**
 * Reads what a file says about itself, in a disposable process and without decoding it. Never trust the duration of a
 * stranger's file: only `decode` counts.
 *
 * @throws MediaError as `decode`, where the header alone shows it
 * @example const { durationSeconds } = await probe('clip.flac')
 */
export async function probe(source: MediaSource, options: DecodeOptions = {}): Promise<MediaInfo> {
  const limits = withDefaultLimits(options.limits)
  return withJobFolder(async (folder) => {
    const inputPath = await materialise(source, folder, limits.maxInputBytes)
    const { info } = await runJob({ kind: 'probe', inputPath }, folder, limits, options.signal)
    return info
  })
}
