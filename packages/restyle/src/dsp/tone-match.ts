/**
 * Closed-loop tone: compare the measured spectrum of a mix with a target, correct, compare again. Every pass takes away
 * 22 % of the error that nine broad sections can remove, so more passes come closer and closer to the best fit.
 * Source: specification of the restyle engine, 1.4 (num_inference_steps); each pass is a damped Gauss–Newton step of the
 * least-squares fit in dB. The residual never grows with the number of passes.
 */
import { type Biquad, highShelf, lowShelf, magnitudeDb, peaking } from './biquad.ts'
import { clamp } from './units.ts'

/** What is measured and what is wanted, in dB per band; only the shape counts, a difference in level is ignored. */
export interface ToneTarget {
  readonly bandHz: ArrayLike<number>
  readonly targetDb: ArrayLike<number>
  /** Bands outside are neither corrected for nor scored (beyond the plan's low and high cut there is nothing to match). */
  readonly fromHz: number
  readonly toHz: number
  /** 1 … 100 measure-and-correct passes. */
  readonly passes: number
}

export interface ToneMatch {
  readonly sections: readonly Biquad[]
  /** RMS error in dB before the first pass and after each: `passes` + 1 values, never rising. */
  readonly residualsDb: readonly number[]
}

const SHARE_PER_PASS = 0.22
const SECTION_HZ = [85, 120, 240, 480, 960, 1900, 3800, 7600, 10_500]
// ±9 dB: a larger correction amplifies the noise floor of a band that the source hardly has.
const MAX_GAIN_DB = 9
// A band that is off by more counts as this much: an empty band can't be matched and must not bend its neighbours.
const MAX_ERROR_DB = 12
// Ridge of the least-squares fit, as a share of the mean diagonal: keeps neighbouring sections from fighting.
const RIDGE = 0.02

/** Sections that bring a spectrum measured as `measuredDb`, in dB per band, towards the target. */
export function fitTone(measuredDb: ArrayLike<number>, target: ToneTarget): ToneMatch {
  const bands = Array.from(target.bandHz, (hz, band) => ({ hz, band })).filter(
    ({ hz }) => hz >= target.fromHz && hz <= target.toHz,
  )
  const wanted = bands.map(({ band }) => target.targetDb[band] - measuredDb[band])
  const solve = leastSquares(SECTION_HZ.map((_, index) => centred(bands.map(({ hz }) => response(unit(index), hz)))))
  let gains: readonly number[] = SECTION_HZ.map(() => 0)
  let error = errorOf(gains)
  const residualsDb = [rootMeanSquare(error)]
  for (let pass = 0; pass < target.passes; pass++) {
    const step = solve(error)
    const residual = residualsDb[pass]
    // Gains are only nearly linear in dB, and clamped: a step that would not help is halved, then given up.
    for (let share = SHARE_PER_PASS; share > 0.01; share /= 2) {
      const candidate = gains.map((gain, index) => clamp(gain + share * step[index], -MAX_GAIN_DB, MAX_GAIN_DB))
      const candidateError = errorOf(candidate)
      if (rootMeanSquare(candidateError) >= residual) continue
      gains = candidate
      error = candidateError
      break
    }
    residualsDb.push(rootMeanSquare(error))
  }
  return { sections: gains.some((gain) => gain !== 0) ? gains.map(section) : [], residualsDb }

  function errorOf(candidate: readonly number[]): number[] {
    const sections = candidate.map(section)
    return centred(
      bands.map(({ hz }, index) => sections.reduce((sum, biquad) => sum - response(biquad, hz), wanted[index])),
    ).map((db) => clamp(db, -MAX_ERROR_DB, MAX_ERROR_DB))
  }
}

const response = magnitudeDb
const unit = (index: number): Biquad => section(1, index)

function section(gainDb: number, index: number): Biquad {
  if (index === 0) return lowShelf(SECTION_HZ[index], gainDb, 0.9)
  if (index === SECTION_HZ.length - 1) return highShelf(SECTION_HZ[index], gainDb, 0.9)
  return peaking(SECTION_HZ[index], 1.1, gainDb)
}

/** Without its mean: the level is free. */
function centred(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
  return values.map((value) => value - mean)
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, i) => sum + value * b[i], 0)
const rootMeanSquare = (values: readonly number[]): number =>
  Math.sqrt(dot(values, values) / Math.max(1, values.length))

/** Ridge regression on `columns`: returns the solver from an error to the weights that best explain it. */
function leastSquares(columns: readonly (readonly number[])[]): (error: readonly number[]) => number[] {
  const normal = columns.map((a) => columns.map((b) => dot(a, b)))
  const ridge = (RIDGE * normal.reduce((sum, row, i) => sum + row[i], 0)) / normal.length
  const lower = cholesky(normal.map((row, i) => row.map((value, j) => (i === j ? value + ridge + 1e-12 : value))))
  return (error) => {
    const weights = columns.map((column) => dot(column, error))
    for (let i = 0; i < weights.length; i++) {
      for (let j = 0; j < i; j++) weights[i] -= lower[i][j] * weights[j]
      weights[i] /= lower[i][i]
    }
    for (let i = weights.length - 1; i >= 0; i--) {
      for (let j = i + 1; j < weights.length; j++) weights[i] -= lower[j][i] * weights[j]
      weights[i] /= lower[i][i]
    }
    return weights
  }
}

/** L of the positive definite matrix L·Lᵀ. */
function cholesky(matrix: readonly (readonly number[])[]): number[][] {
  const lower = matrix.map((row) => row.map(() => 0))
  for (let i = 0; i < matrix.length; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i][j]
      for (let k = 0; k < j; k++) sum -= lower[i][k] * lower[j][k]
      lower[i][j] = i === j ? Math.sqrt(sum) : sum / lower[j][j]
    }
  return lower
}
