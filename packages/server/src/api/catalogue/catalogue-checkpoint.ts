import type { Static } from 'typebox'
import type { CheckpointEntry } from '../../checkpoints/checkpoint-entries.ts'
import { pullCommand } from '../../models/checkpoint-names.ts'
import type { Catalogue } from './schemas.ts'

/**
 * Without the folder: where things lie on this machine is not a caller's business.
 * @param serving names of those that serve a model unasked
 */
export function catalogueCheckpoint(
  { name, state, sizeBytes, longestSeconds, description, licence }: CheckpointEntry,
  serving: ReadonlySet<string>,
): Static<typeof Catalogue>['checkpoints'][number] {
  return {
    ...{ name, state, in_use: state === 'installed' && serving.has(name), size_bytes: sizeBytes },
    ...{ longest_seconds: longestSeconds ?? null, description, licence, pull: pullCommand(name) ?? null },
  }
}
