/** Several submits of one request that differ in one thing. */

type Request = Readonly<Record<string, unknown>>

/** From close to the source to far away: what people try by hand. */
export const LADDER_LEVELS = [0.3, 0.5, 0.7, 0.9] as const
export const SEED_COUNT = 4
const SEEDS = 2 ** 32

/** @param random  0 ≤ random() < 1 */
export const drawSeed = (random: () => number = Math.random): number => Math.floor(random() * SEEDS)

/** The same seed at every level, so that only the level makes the difference. */
export function ladderRequests(request: Request, seed: number): readonly Request[] {
  return LADDER_LEVELS.map((level) => ({ ...request, seed, init_noise_level: level, batch_size: 1 }))
}

/** Neighbouring seeds, as the server gives the results of a batch. */
export function seedRequests(request: Request, seed: number): readonly Request[] {
  return Array.from({ length: SEED_COUNT }, (_, index) => ({
    ...request,
    seed: (seed + index) % SEEDS,
    batch_size: 1,
  }))
}
