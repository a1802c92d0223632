/** The picture of the first page: one clip whose right half has become another, as a row of bars. */

export interface PictureBar {
  /** 0 … 1 from left to right. */
  readonly place: number
  /** 0 … 1 of the height. */
  readonly height: number
  /** 0 the source, 1 the result. */
  readonly changed: number
}

export const BARS = 72

/** Beats with a decay, on the left sharp, on the right soft and long, with a gentle change-over between. */
export const openingPicture: readonly PictureBar[] = Array.from({ length: BARS }, (_, index) => {
  const place = index / (BARS - 1)
  const changed = 1 / (1 + Math.exp(-14 * (place - 0.5)))
  const beat = (place * 9) % 1
  const sharp = 0.25 + 0.75 * Math.exp(-5 * beat) * (0.75 + 0.25 * Math.sin(index * 2.1))
  const soft = 0.3 + 0.4 * Math.sin(Math.PI * beat) ** 2 + 0.15 * Math.sin(index * 0.55)
  const ends = Math.min(1, 6 * place, 6 * (1 - place)) * 0.85 + 0.15
  return { place, height: Math.max(0.06, (sharp * (1 - changed) + soft * changed) * ends), changed }
})
