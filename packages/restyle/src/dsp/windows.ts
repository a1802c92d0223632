const cache = new Map<string, Float64Array>()

function cached(name: string, size: number, at: (n: number) => number): Float64Array {
  const key = `${name}:${size}`
  let window = cache.get(key)
  if (window === undefined) {
    window = Float64Array.from({ length: size }, (_, n) => at(n))
    cache.set(key, window)
  }
  return window
}

/** Periodic Hann window [size]. Its square, repeated every size/4 samples, sums to exactly 1.5. */
export function hannWindow(size: number): Float64Array {
  return cached('hann', size, (n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / size))
}

/** Sine window [size]. Its square, repeated every size/2 samples, sums to exactly 1. */
export function sineWindow(size: number): Float64Array {
  return cached('sine', size, (n) => Math.sin((Math.PI * (n + 0.5)) / size))
}
