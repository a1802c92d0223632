/** Gains that make two clips equally loud: the louder one is turned down, so nothing can clip. */

const linear = (db: number): number => 10 ** (db / 20)

/** @param lufs integrated loudness; null or absent is not known, and nothing is changed then */
export function matchedGains(
  source: number | null | undefined,
  result: number | null | undefined,
): { readonly source: number; readonly result: number } {
  if (typeof source !== 'number' || typeof result !== 'number') return { source: 1, result: 1 }
  const quieter = Math.min(source, result)
  return { source: linear(quieter - source), result: linear(quieter - result) }
}
