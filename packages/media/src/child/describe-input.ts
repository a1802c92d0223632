import { avGetCodecName } from 'node-av/lib'
import type { MediaInfo } from '../media-info.ts'
import type { InputFile } from './input-file.ts'

export function describeInput({ stream, container }: InputFile, durationSeconds: number): MediaInfo {
  const { sampleRate, channels, codecId } = stream.codecpar
  return {
    durationSeconds,
    sampleRateHz: sampleRate,
    channels,
    codec: avGetCodecName(codecId) ?? 'unknown',
    container,
  }
}
