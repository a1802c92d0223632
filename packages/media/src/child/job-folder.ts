import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Every job folder begins like this, so that leftovers of a killed service can be recognised. */
export const JOB_FOLDER_PREFIX = 'retimbre-media-'

/** Makes a folder of its own (mode 0700) for a job. */
export const makeJobFolder = (): Promise<string> => mkdtemp(join(tmpdir(), JOB_FOLDER_PREFIX))

export const removeJobFolder = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 5 })

/** Runs `work` with a job folder that is gone afterwards, however the work ends. */
export async function withJobFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await makeJobFolder()
  try {
    return await work(folder)
  } finally {
    await removeJobFolder(folder)
  }
}
