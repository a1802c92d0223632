import { withJobFolder } from './child/job-folder.ts'
import { runJob } from './child/run-job.ts'
import { decodeSamples } from './decode.ts'
import { checkedEncoding, type EncodeOptions, encodeSamples } from './encode.ts'
import type { MediaSource } from './input-source.ts'
import { withDefaultLimits } from './limits.ts'

/** As for {@link encode}; the tags of the source are not carried over. */
export type ConvertOptions = EncodeOptions

/**
 * Makes one format of another in two disposable processes, one after the other: neither the sound nor the result is ever
 * in this one's memory. `use` is given the path of the result, which is gone when that is done, and its size in bytes.
 *
 * The length is what `decode` says of the source and `encode` of the target. Whole-number samples of 44.1 kHz (WAV, FLAC)
 * become the very same ones where the target has as many bits or more; all others are dithered there.
 *
 * @throws MediaError any code
 * @example const size = await convert('clip.wav', { format: 'flac' }, (path) => copyFile(path, 'clip.flac'))
 */
export async function convert<Result>(
  source: MediaSource,
  options: ConvertOptions,
  use: (path: string, byteLength: number) => Promise<Result>,
): Promise<Result> {
  const encoding = checkedEncoding(options)
  const limits = withDefaultLimits(options.limits)
  return withJobFolder(async (folder) => {
    const { paths, sampleCount, wordBits } = await decodeSamples(source, folder, limits, options.signal)
    const dither = wordBits === undefined || wordBits > WORD_BITS[encoding.sampleFormat]
    const samples = { ...paths, sampleCount, dither }
    const { path, byteLength } = await encodeSamples(samples, encoding, folder, limits, (job) =>
      runJob(job, folder, limits, options.signal),
    )
    return use(path, byteLength)
  })
}

/** Whole numbers that fit; a 32-bit float holds those of 24 bits. */
const WORD_BITS = { s16: 16, s24: 24, f32: 24 } as const
