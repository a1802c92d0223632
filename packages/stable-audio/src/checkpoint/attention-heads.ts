import { StableAudioError } from '../errors.ts'

/** Every attention of the transformer and of the codec has heads of this many channels. Source: specification 0.3. */
export const HEAD_CHANNELS = 64

/** @throws StableAudioError `checkpoint_unsupported` */
export function headsOf(width: number): number {
  if (width % HEAD_CHANNELS === 0) return width / HEAD_CHANNELS
  const detail = `a width of ${width} cannot be divided into heads of ${HEAD_CHANNELS} channels`
  throw new StableAudioError('checkpoint_unsupported', detail)
}
