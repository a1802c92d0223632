import { buildPlan, withOverrides } from '../prompt/plan.ts'
import type { Plan } from '../prompt/plan-keys.ts'
import { type Reading, shippedReader } from '../prompt/reader.ts'
import type { RenderSettings } from './options.ts'
import { withoutReplaced } from './set-by-hand.ts'

/** What the two prompts ask for, before anything is known about the source. */
export interface Intent {
  readonly reading: Reading
  readonly avoided: Reading
  /** At full depth. */
  readonly plan: Plan
}

export function readIntent(settings: RenderSettings): Intent {
  const reader = shippedReader()
  const reading = withoutReplaced(reader.read(settings.prompt), settings.planOverrides)
  const avoided = reader.readNegative(settings.negativePrompt)
  const plan = buildPlan(reading.deltas, avoided.deltas, settings.guidanceScale)
  return { reading, avoided, plan: withOverrides(plan, settings.planOverrides) }
}
