import { PLAN_KEYS, type PlanKeySpec } from '@retimbre/restyle'
import { Type } from 'typebox'
import type { PlanOverride } from '../engines/port.ts'

/**
 * Ours: numbers by key of the restyle engine's plan that take the place of what the words give. No key has a default, for
 * one that is left out stays as the words have it, and 0 is a number like any other: it switches off.
 */
export const plan = Type.Optional(
  Type.Unsafe<PlanOverride>({
    type: 'object',
    title: 'Plan',
    description:
      'Sets what the embedded engine does by hand: numbers by key, in place of what it reads in the prompt. 0 leaves the clip ' +
      'as it is in that respect; a key that is left out follows the prompt. All act the more the higher the init noise level is.',
    additionalProperties: false,
    properties: Object.fromEntries(Object.entries(PLAN_KEYS).map(([key, spec]) => [key, planProperty(spec)])),
    'x-ui-component': 'plan',
  }),
)

function planProperty({ label, group, unit, min, max }: PlanKeySpec) {
  const step = stepOf(max - min)
  return { type: 'number', title: label, minimum: min, maximum: max, step, 'x-group': group, 'x-unit': unit }
}

/** At least fifty places on a slider, and not so many that a hand cannot find one again. */
function stepOf(range: number): number {
  if (range > 100) return 1
  return range > 8 ? 0.1 : 0.01
}
