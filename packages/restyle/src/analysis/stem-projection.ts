import type { StereoAudio } from '../dsp/stereo.ts'

/**
 * How much of each stem is in a mix: the gains with which the stems, added up, come nearest to it (least squares).
 * A measure of separation that rewards neither noise nor silence. Stems must not be multiples of each other.
 */
export function stemGains(mix: StereoAudio, stems: readonly StereoAudio[]): number[] {
  const rows = stems.map((stem) => [...stems.map((other) => dot(stem, other)), dot(stem, mix)])
  for (let pivot = 0; pivot < rows.length; pivot++) {
    for (let row = 0; row < rows.length; row++) {
      if (row === pivot) continue
      const factor = rows[row][pivot] / rows[pivot][pivot]
      for (let column = pivot; column <= rows.length; column++) rows[row][column] -= factor * rows[pivot][column]
    }
  }
  return rows.map((row, i) => row[rows.length] / row[i])
}

function dot(a: StereoAudio, b: StereoAudio): number {
  let sum = 0
  const length = Math.min(a.left.length, b.left.length)
  for (let i = 0; i < length; i++) sum += a.left[i] * b.left[i] + a.right[i] * b.right[i]
  return sum
}
