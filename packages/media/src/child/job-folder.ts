import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Every job folder begins like this, so that leftovers of a killed service can be recognised. */
export const JOB_FOLDER_PREFIX = 'retimbre-media-'

/** Runs `work` with a folder of its own (mode 0700) that is gone afterwards, however the work ends. */
export async function withJobFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), JOB_FOLDER_PREFIX))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
