import type { SourceKind } from '../analysis/facts.ts'
import { clamp } from '../dsp/units.ts'
import type { Guards } from '../prompt/guards.ts'
import { PLAN_KEY_NAMES } from '../prompt/plan.ts'
import { PLAN_KEYS, type Plan, type PlanKey } from '../prompt/plan-keys.ts'
import { Random } from '../random.ts'
import { effectDepth, layerEntry } from './depth.ts'

/** Seeds differ a little in how deep effects go. */
const SEED_DEPTH_JITTER = 0.05
/** Not varied by seed: a tempo that differs by 5 % is another tempo. */
const EXACT_KEYS: ReadonlySet<PlanKey> = new Set(['tempo', 'pitch', 'formant', 'mode', 'half', 'swing'])
/** Past s = 0.9 effects grow a little further, and no more than this. */
const MAX_DEPTH = 1.08

/** The plan as it is executed at a noise level: scaled by depth, bounded, and with what is to be kept protected. */
export function executedPlan(
  plan: Plan,
  request: {
    readonly noiseLevel: number
    readonly seed: number
    readonly kind: SourceKind
    readonly guards: Guards
  },
): Plan {
  const depth = effectDepth(request.noiseLevel)
  const jitter =
    1 + SEED_DEPTH_JITTER * new Random(request.seed, 'depth').signed() * Math.min(1, 2 * request.noiseLevel)
  const executed = {} as Record<PlanKey, number>
  for (const key of PLAN_KEY_NAMES) {
    const { min, max, group } = PLAN_KEYS[key]
    let scale = Math.min(depth, MAX_DEPTH) * (EXACT_KEYS.has(key) ? 1 : jitter)
    if (group === 'layers') scale = layerEntry(request.noiseLevel)
    // Corner frequencies are heard in octaves from the edge: they need to move earlier than a gain does.
    if (key === 'lc' || key === 'hc') scale = Math.min(depth, 1) ** 0.8
    executed[key] = clamp(plan[key] * scale, min, max)
  }
  protect(executed, request.guards, request.kind)
  return executed
}

function protect(plan: Record<PlanKey, number>, guards: Guards, kind: SourceKind): void {
  if (guards.voice) {
    plan.vox = Math.max(0, plan.vox)
    plan.smear *= 0.3
  }
  if (guards.percussion) plan.perc = Math.max(0, plan.perc)
  if (guards.melody) plan.sus = Math.max(0, plan.sus)
  if (guards.tempo) {
    plan.tempo = 0
    plan.half = 0
  }
  if (guards.pitch) plan.pitch = 0
  if (kind === 'speech') {
    // Words must stay understandable: consonants are percussive, vowels harmonic, and smearing blends them.
    plan.smear *= 0.75
    plan.sus = 0
    plan.perc = Math.max(plan.perc, -3)
  }
}
