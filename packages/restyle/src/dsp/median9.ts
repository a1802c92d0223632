/**
 * Median of nine numbers by sorting three triples and taking the median of (largest low, middle middle, smallest high).
 * Source: Smith 1996 (exchange network after Paeth 1990). No branches that the JIT cannot turn into min and max.
 */
export function median9(
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
  g: number,
  h: number,
  i: number,
): number {
  const abLow = a < b ? a : b
  const abHigh = a < b ? b : a
  const low1 = abLow < c ? abLow : c
  const rest1 = abLow < c ? c : abLow
  const middle1 = rest1 < abHigh ? rest1 : abHigh
  const high1 = rest1 < abHigh ? abHigh : rest1

  const deLow = d < e ? d : e
  const deHigh = d < e ? e : d
  const low2 = deLow < f ? deLow : f
  const rest2 = deLow < f ? f : deLow
  const middle2 = rest2 < deHigh ? rest2 : deHigh
  const high2 = rest2 < deHigh ? deHigh : rest2

  const ghLow = g < h ? g : h
  const ghHigh = g < h ? h : g
  const low3 = ghLow < i ? ghLow : i
  const rest3 = ghLow < i ? i : ghLow
  const middle3 = rest3 < ghHigh ? rest3 : ghHigh
  const high3 = rest3 < ghHigh ? ghHigh : rest3

  const low12 = low1 > low2 ? low1 : low2
  const low = low12 > low3 ? low12 : low3
  const high12 = high1 < high2 ? high1 : high2
  const high = high12 < high3 ? high12 : high3
  return median3(low, median3(middle1, middle2, middle3), high)
}

function median3(a: number, b: number, c: number): number {
  const low = a < b ? a : b
  const high = a < b ? b : a
  return c < low ? low : c > high ? high : c
}
