import { REASONS } from '../reasons.ts'
import { fill } from '../sentence.ts'
import { MODEL_IDS } from './model-ids.ts'

const MUSIC = ['small-music', 'medium', 'small-music-base', 'medium-base']
const SOUNDS = ['small-sfx', 'medium', 'small-sfx-base', 'medium-base']
const EDITS = ['medium', 'small-music', 'small-sfx', 'medium-base', 'small-music-base', 'small-sfx-base']

/**
 * The published checkpoints that each model can be served by, the best suited first (API contract, section 7: transforms
 * and words on the small ones, edits on the medium one). Base checkpoints come last: at the wire's defaults of 8 steps
 * without guidance they are not at their best.
 */
export const SUITED_CHECKPOINTS: Readonly<Record<string, readonly string[]>> = {
  [MODEL_IDS.audioToAudio]: [
    ...['small-music', 'medium', 'small-sfx', 'small-music-base', 'medium-base', 'small-sfx-base'],
  ],
  [MODEL_IDS.music]: MUSIC,
  [MODEL_IDS.textToAudio]: SOUNDS,
  [MODEL_IDS.audioInpainting]: EDITS,
  [MODEL_IDS.audioOutpainting]: EDITS,
}

/** Checkpoints that are published, and so can be had by name. */
export const CHECKPOINT_NAMES: readonly string[] = [...new Set(Object.values(SUITED_CHECKPOINTS).flat())]

/** What installs a checkpoint that is published. */
export function pullCommand(name: string): string | undefined {
  return CHECKPOINT_NAMES.includes(name) ? `retimbre pull ${name}` : undefined
}

/** What an operator has to do before a checkpoint is there. */
export function checkpointInstall(name: string): string {
  const command = pullCommand(name)
  return command === undefined ? fill(REASONS.pull_from_folder, { name }) : fill(REASONS.pull, { command })
}
