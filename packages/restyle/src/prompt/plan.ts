/**
 * From deltas to the plan that is executed. Source: specification of the restyle engine, 1.3 and 1.4.
 */

import { clamp } from '../dsp/units.ts'
import { fill, RESTYLE_FAULTS, RestyleError } from '../errors.ts'
import type { Deltas } from './lexicon.ts'
import { PLAN_KEYS, type Plan, type PlanKey } from './plan-keys.ts'

export const PLAN_KEY_NAMES = Object.keys(PLAN_KEYS) as readonly PlanKey[]

/** How far a guidance scale drives the prompt: 0 → 0, 1 → 1, 7 → 2.06, 25 → 2.36; rising and bounded. */
export const guidanceGain = (guidanceScale: number): number => (2.5 * guidanceScale) / (guidanceScale + 1.5)

/** The negative prompt acts at guidance 0 and 1 too: who types one expects an effect. */
export const negativeGain = (guidanceScale: number): number => 0.75 + 0.25 * guidanceGain(guidanceScale)

/** plan = bound(G · wanted + N · unwanted), every key inside its bounds. */
export function buildPlan(wanted: Deltas, unwanted: Deltas, guidanceScale: number): Plan {
  const gain = guidanceGain(guidanceScale)
  const unwantedGain = negativeGain(guidanceScale)
  const plan = {} as Record<PlanKey, number>
  for (const key of PLAN_KEY_NAMES) {
    plan[key] = bounded(key, gain * (wanted[key] ?? 0) + unwantedGain * (unwanted[key] ?? 0))
  }
  return plan
}

/** Where the knee begins, as a share of the bound. */
const KNEE = 0.65

/** Identity up to 65 % of the bound, then a tanh towards it: more guidance always moves, and never goes past. */
function bounded(key: PlanKey, value: number): number {
  const { min, max } = PLAN_KEYS[key]
  const bound = value < 0 ? min : max
  if (bound === 0 || value === 0) return 0
  const share = value / bound
  const bent = share < KNEE ? share : KNEE + (1 - KNEE) * Math.tanh((share - KNEE) / (1 - KNEE))
  return clamp(bound * bent, min, max)
}

/**
 * The plan with some keys set by hand.
 * @throws RestyleError `plan_invalid` for an unknown key or a value outside the key's bounds
 */
export function withOverrides(plan: Plan, overrides: Partial<Plan>): Plan {
  for (const [key, value] of Object.entries(overrides)) {
    if (!Object.hasOwn(PLAN_KEYS, key))
      throw new RestyleError('plan_invalid', fill(RESTYLE_FAULTS.unknown_key, { key }))
    const { min, max } = PLAN_KEYS[key as PlanKey]
    if (typeof value !== 'number' || !(value >= min && value <= max)) {
      throw new RestyleError('plan_invalid', fill(RESTYLE_FAULTS.key, { key, min, max }))
    }
  }
  return { ...plan, ...overrides }
}

interface PlanPropertySchema {
  readonly type: 'number'
  readonly title: string
  readonly description: string
  readonly minimum: number
  readonly maximum: number
  readonly default: 0
}

export interface PlanJsonSchema {
  readonly type: 'object'
  readonly additionalProperties: false
  readonly properties: Readonly<Record<PlanKey, PlanPropertySchema>>
}

/** JSON schema of a plan: the form of a plan editor, and the tool schema of a planner that is a language model. */
export function planJsonSchema(): PlanJsonSchema {
  const properties = {} as Record<PlanKey, PlanPropertySchema>
  for (const key of PLAN_KEY_NAMES) {
    const { label, unit, min, max } = PLAN_KEYS[key]
    properties[key] = { type: 'number', title: label, description: unit, minimum: min, maximum: max, default: 0 }
  }
  return { type: 'object', additionalProperties: false, properties }
}
