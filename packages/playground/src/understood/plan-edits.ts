/**
 * What is set by hand in a plan, against what the words gave. The words' own values are read from runs: a run tells the
 * value of every key that was not set by hand in it, and another run of the same words may tell the rest.
 */

import type { Prediction } from '../runs/run.ts'
import { type PlanValues, restyleReport } from './report.ts'

/** Whether the next change may follow at once, as it does while a key is held. */
export type Pace = 'more' | 'done'

/** What the words give a key; `undefined` where no run has told. */
export type WordsPlan = (key: string) => number | undefined

export function wordsPlan(run: Prediction, others: Iterable<Prediction>): WordsPlan {
  const told = [run, ...[...others].filter((other) => sameWords(run, other))].flatMap((each) => {
    const asked = restyleReport(each)?.asked
    return asked === undefined ? [] : [{ asked, byHand: handSet(each) }]
  })
  return (key) => {
    const teller = told.find(({ byHand }) => !Object.hasOwn(byHand, key))
    return teller && (teller.asked[key] ?? 0)
  }
}

/** What was set by hand in a run. */
export function handSet({ input }: Pick<Prediction, 'input'>): PlanValues {
  const plan: unknown = input.plan
  return typeof plan === 'object' && plan !== null ? (plan as PlanValues) : {}
}

const DEFAULT_GUIDANCE = 1

/** Whether both plans come from the same words, read by the same engine. Strength and seed act after that. */
function sameWords(one: Prediction, other: Prediction): boolean {
  return [one, other]
    .map(({ model, engine_version, input: { prompt, negative_prompt: negative = '', guidance_scale: guidance } }) =>
      JSON.stringify([model, engine_version, prompt, negative, guidance ?? DEFAULT_GUIDANCE]),
    )
    .every((words, _, [first]) => words === first)
}

/** Finer than any step of a slider, and as fine as reports are. */
const DECIMALS = 3

/**
 * The plan with one key set; a key that is set to what the words give is left out, and an empty plan is none.
 * @param value  `undefined` leaves the key to the words
 */
export function withValue(
  plan: PlanValues | undefined,
  key: string,
  value: number | undefined,
  words: WordsPlan,
): PlanValues | undefined {
  const { [key]: _, ...rest } = plan ?? {}
  const set = value === undefined ? undefined : Number(value.toFixed(DECIMALS))
  const next = set === undefined || set === words(key) ? rest : { ...rest, [key]: set }
  return Object.keys(next).length === 0 ? undefined : next
}

/** Whether a key is worth showing unasked: it acts, or somebody set it. */
export const isAtWork = (key: string, plan: PlanValues | undefined, words: WordsPlan, ranWith: PlanValues): boolean =>
  plan?.[key] !== undefined || (words(key) ?? ranWith[key] ?? 0) !== 0
