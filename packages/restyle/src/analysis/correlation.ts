/** Pearson correlation of two series of one length, −1 … 1; 0 when either is constant. */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const length = a.length
  let meanA = 0
  let meanB = 0
  for (let i = 0; i < length; i++) {
    meanA += a[i]
    meanB += b[i]
  }
  meanA /= length
  meanB /= length
  let cross = 0
  let powerA = 0
  let powerB = 0
  for (let i = 0; i < length; i++) {
    const deviationA = a[i] - meanA
    const deviationB = b[i] - meanB
    cross += deviationA * deviationB
    powerA += deviationA * deviationA
    powerB += deviationB * deviationB
  }
  const scale = Math.sqrt(powerA * powerB)
  return scale > 1e-20 ? cross / scale : 0
}
