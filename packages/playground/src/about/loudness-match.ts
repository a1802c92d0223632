/** The volumes at which two clips sound equally loud: the louder one is turned down, since neither can be turned up. */
export function matchedVolumes(
  loudnessLufs: Readonly<Record<'before' | 'after', number | null | undefined>>,
): Readonly<Record<'before' | 'after', number>> {
  const { before, after } = loudnessLufs
  if (typeof before !== 'number' || typeof after !== 'number') return { before: 1, after: 1 }
  const quieter = Math.min(before, after)
  return { before: gain(quieter - before), after: gain(quieter - after) }
}

const gain = (db: number): number => 10 ** (db / 20)
