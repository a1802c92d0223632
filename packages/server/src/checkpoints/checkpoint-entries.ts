import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import {
  cachedCheckpoints,
  downloadBytes,
  type InstalledCheckpoint,
  installedCheckpoints,
  PUBLISHED_CHECKPOINTS,
} from '@retimbre/stable-audio/installed'
import type { EngineSettings } from '../engines/settings.ts'
import { findCheckpoints } from '../engines/stable-audio/checkpoints.ts'

/** A checkpoint that is here, or could be: one line of `retimbre models`. */
export interface CheckpointEntry {
  readonly name: string
  readonly state: 'installed' | 'incomplete' | 'installable'
  /** What is here, or what would be downloaded. */
  readonly sizeBytes: number
  readonly longestSeconds: number | undefined
  readonly description: string
  readonly licence: string
  /** Absent: nothing is here. */
  readonly folder?: string
}

const OWN_LICENCE = 'that of its own files'

/** Of what nobody published. */
export const DESCRIPTIONS = {
  named: 'A folder that RETIMBRE_CHECKPOINT names.',
  brought: 'Installed from a folder; not the published files.',
} as const

/** First what the service can use, in the order that the service prefers; then what is begun, then what could be. */
export async function checkpointEntries(settings: EngineSettings): Promise<readonly CheckpointEntry[]> {
  const cached = await cachedCheckpoints(settings.modelsCache)
  const usable = await Promise.all(
    (await findCheckpoints(settings, { installedCheckpoints })).map(async ({ name, folder, longestSeconds }) => {
      const known = cached.find((each) => each.folder === folder)
      return installedEntry({ name, folder, longestSeconds }, known)
    }),
  )
  const incomplete = cached.filter(({ complete }) => !complete).map(incompleteEntry)
  const here = new Set([...usable, ...incomplete].map(({ name }) => name))
  const installable = PUBLISHED_CHECKPOINTS.filter(({ name }) => !here.has(name)).map(
    (checkpoint): CheckpointEntry => ({
      name: checkpoint.name,
      state: 'installable',
      sizeBytes: downloadBytes(checkpoint),
      longestSeconds: checkpoint.maxSeconds,
      description: checkpoint.description,
      licence: checkpoint.licences.map((licence) => licence.name).join(' and '),
    }),
  )
  return [...usable, ...incomplete, ...installable]
}

async function installedEntry(
  found: { readonly name: string; readonly folder: string; readonly longestSeconds: number },
  known: InstalledCheckpoint | undefined,
): Promise<CheckpointEntry> {
  return {
    ...found,
    state: 'installed',
    sizeBytes: known?.sizeBytes ?? (await weightBytes(found.folder)),
    description: known ? descriptionOf(known) : DESCRIPTIONS.named,
    licence: known?.licence ?? OWN_LICENCE,
  }
}

function incompleteEntry(checkpoint: InstalledCheckpoint): CheckpointEntry {
  const { name, folder, sizeBytes, licence } = checkpoint
  const longestSeconds = PUBLISHED_CHECKPOINTS.find((each) => each.name === name)?.maxSeconds
  return {
    name,
    folder,
    sizeBytes,
    licence,
    longestSeconds,
    state: 'incomplete',
    description: descriptionOf(checkpoint),
  }
}

function descriptionOf({ repo, published }: InstalledCheckpoint): string {
  const description = PUBLISHED_CHECKPOINTS.find((each) => each.repo === repo)?.description
  if (description === undefined) return DESCRIPTIONS.brought
  return published ? description : `${description} Another revision than the one that is known here.`
}

async function weightBytes(folder: string): Promise<number> {
  const files = ['model.safetensors', 't5gemma-b-b-ul2/model.safetensors'].map((path) => join(folder, path))
  const sizes = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
