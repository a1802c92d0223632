/** What the frames are told of the clip that is kept. Source: specification 1.5, 2.5. */

import type { FloatTensor } from '../runtime/session.ts'
import type { DitShape } from './shape.ts'

export interface LocalConditioning {
  /** [T]: 1 keep, 0 generate. */
  readonly mask: Float32Array
  /** [C, T]: the latents to keep, 0 where the mask is. */
  readonly maskedLatents: Float32Array
}

/**
 * One row a token: [S, 1 + C], those of memory tokens zero. A single row when nothing is kept, for then every frame is
 * told the same.
 */
export function localRows(
  { mask, maskedLatents }: LocalConditioning,
  { localChannels, memoryTokens }: DitShape,
): FloatTensor {
  const isZero = (value: number) => value === 0
  if (mask.every(isZero) && maskedLatents.every(isZero)) return nothingKept(localChannels)
  const frames = mask.length
  const rows = new Float32Array((memoryTokens + frames) * localChannels)
  for (let frame = 0; frame < frames; frame += 1) {
    const row = (memoryTokens + frame) * localChannels
    rows[row] = mask[frame] as number
    for (let channel = 1; channel < localChannels; channel += 1) {
      rows[row + channel] = maskedLatents[(channel - 1) * frames + frame] as number
    }
  }
  return { data: rows, shape: [memoryTokens + frames, localChannels] }
}

export const nothingKept = (localChannels: number): FloatTensor => ({
  data: new Float32Array(localChannels),
  shape: [1, localChannels],
})
