import { statSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { AVSampleFormat } from 'node-av/constants'
import { avGetSampleFmtName, type Frame } from 'node-av/lib'
import { SAMPLE_RATE_HZ } from '../audio.ts'
import { AudioEncoder } from './audio-encoder.ts'
import { type EncoderSettings, encoderSettings } from './encoder-settings.ts'
import { FilterChain } from './filter-chain.ts'
import { OutputFile } from './output-file.ts'
import { planarFrames } from './planar-reader.ts'
import type { EncodeJob, EncodeResult } from './protocol.ts'
import { RESAMPLER_QUALITY } from './resampler.ts'

/**
 * Two raw channel files to one finished file, in constant memory and with every sample kept.
 *
 * @throws MediaError `invalid_audio`, `output_too_large`
 */
export async function encodeFile(job: EncodeJob): Promise<EncodeResult> {
  const settings = encoderSettings(job.format, job.sampleFormat)
  const output = new OutputFile(job.outputPath, settings, job.tags, job.maxOutputBytes)
  const encoder = new AudioEncoder(settings, job.bitrateKbps, output.needsGlobalHeader)
  const conversion = encoderInput(settings, job, encoder.frameSize)
  output.begin(encoder.context)
  const encode = (source: Frame | null) => {
    for (const frame of conversion.push(source)) {
      for (const packet of encoder.push(frame)) output.write(packet, encoder.context)
    }
  }
  for (const frame of planarFrames(job, job.sampleCount)) {
    encode(frame)
    // Lets the child notice that its parent is gone.
    await nextTurn()
  }
  encode(null)
  for (const packet of encoder.push(null)) output.write(packet, encoder.context)
  output.finish()
  conversion.free()
  encoder.free()
  return { byteLength: statSync(job.outputPath).size }
}

/**
 * Stereo float at 44.1 kHz to what the encoder takes, in frames of exactly its size; the last one may be shorter.
 * The dither noise comes from a fixed seed.
 */
function encoderInput(
  { sampleFormat, sampleRateHz, ditherBits }: EncoderSettings,
  job: Pick<EncodeJob, 'sampleCount' | 'dither'>,
  frameSize: number,
): FilterChain {
  const dither =
    ditherBits === undefined || !job.dither ? '' : `:dither_method=triangular:output_sample_bits=${ditherBits}`
  const target = `out_sample_rate=${sampleRateHz}:out_chlayout=stereo:out_sample_fmt=${sampleFormatName(sampleFormat)}`
  // The resampler may give a sample more or less than its rate calls for; a decode would then be off by one.
  const exactCount = Math.round((job.sampleCount * sampleRateHz) / SAMPLE_RATE_HZ)
  const filters: [name: string, options: string][] = [
    ['aresample', `${target}:${RESAMPLER_QUALITY}${dither}`],
    ['apad', `whole_len=${exactCount}`],
    ['atrim', `end_sample=${exactCount}`],
  ]
  if (frameSize > 0) filters.push(['asetnsamples', `nb_out_samples=${frameSize}:pad=0`])
  const source = `time_base=1/${SAMPLE_RATE_HZ}:sample_rate=${SAMPLE_RATE_HZ}:sample_fmt=fltp:channel_layout=stereo`
  return new FilterChain(source, filters)
}

function sampleFormatName(format: AVSampleFormat): string {
  const name = avGetSampleFmtName(format)
  if (name === null) throw new Error(`unknown sample format ${format}`)
  return name
}
