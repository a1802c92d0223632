import type { GenerateProgress } from '@retimbre/stable-audio'
import type { RenderProgress } from '../port.ts'

/** Where each stage begins and ends on the way from 0 to 1; from the times of a 30 s clip on a CPU. */
const SHARES = {
  prepare: [0, 0.02],
  text: [0.02, 0.03],
  encode: [0.03, 0.12],
  step: [0.12, 0.8],
  decode: [0.8, 1],
} as const

/** A stage of the library as a person sees it. */
export function progressOf(event: GenerateProgress): RenderProgress {
  const [from, to] = SHARES[event.stage]
  if (event.stage === 'text') return { stage: 'reading the words', fraction: from }
  const { stage, done, total } = event
  const fraction = from + (to - from) * (total === 0 ? 1 : done / total)
  // Of the stages that are counted, only this one is counted in what a person asked for.
  const step = stage === 'step' ? { done, total } : undefined
  return { stage: NAMES[stage], fraction, ...(step && { step }) }
}

const NAMES = {
  prepare: 'preparing int8 weights, which is done once',
  encode: 'listening to the source',
  step: 'step',
  decode: 'making the sound',
} as const
