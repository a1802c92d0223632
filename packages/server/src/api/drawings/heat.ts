/** Colours from silence to full scale, each brighter than the one before, also to eyes that tell red from green badly. */
const STOPS = [
  [0, 0, 4],
  [40, 11, 84],
  [101, 21, 110],
  [159, 42, 99],
  [212, 72, 66],
  [245, 125, 21],
  [250, 193, 39],
  [252, 255, 164],
] as const

/** 256 colours of red, green and blue, for {@link pngOf}. */
export const HEAT: Uint8Array = Uint8Array.from({ length: 256 * 3 }, (_, index) => {
  const place = (Math.floor(index / 3) / 255) * (STOPS.length - 1)
  const below = Math.min(Math.floor(place), STOPS.length - 2)
  const [from, to] = [STOPS[below][index % 3], STOPS[below + 1][index % 3]]
  return Math.round(from + (place - below) * (to - from))
})
