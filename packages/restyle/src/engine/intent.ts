import { buildPlan, withOverrides } from '../prompt/plan.ts'
import type { Plan } from '../prompt/plan-keys.ts'
import { type Reading, shippedReader } from '../prompt/reader.ts'
import type { RenderSettings } from './options.ts'

/** What the two prompts ask for, before anything is known about the source. */
export interface Intent {
  readonly reading: Reading
  readonly avoided: Reading
  /** At full depth. */
  readonly plan: Plan
}

export function readIntent(settings: RenderSettings): Intent {
  const reader = shippedReader()
  const reading = reader.read(settings.prompt)
  const avoided = reader.readNegative(settings.negativePrompt)
  const plan = buildPlan(reading.deltas, avoided.deltas, settings.guidanceScale)
  return { reading, avoided, plan: withOverrides(plan, settings.planOverrides) }
}
