import { userInfo } from 'node:os'
import { StableAudioError } from '../../errors.ts'
import { type Licence, PUBLISHED_CHECKPOINTS, type PublishedCheckpoint } from '../catalogue.ts'
import { repoFolders } from './cache-layout.ts'
import { type LicenceAcceptance, readRecord, recordAcceptance } from './repo-record.ts'

export interface LicenceQuestion {
  readonly checkpoint: PublishedCheckpoint
  readonly licences: readonly Licence[]
}

/** Shows the licences to a person, or knows that they were accepted by other means. */
export type AcceptLicence = (question: LicenceQuestion) => Promise<boolean>

export interface AcceptanceOptions {
  readonly checkpoint: PublishedCheckpoint
  readonly cacheFolder: string
  readonly acceptLicence: AcceptLicence
  readonly now: () => Date
}

/**
 * Asks once for each family of checkpoints, and notes who accepted what, when.
 * @throws StableAudioError `licence_not_accepted`
 */
export async function ensureAcceptance(options: AcceptanceOptions): Promise<void> {
  const { checkpoint, cacheFolder, acceptLicence, now } = options
  if (await acceptanceOf(checkpoint, cacheFolder)) return
  const { licences, family, revision } = checkpoint
  if (!(await acceptLicence({ checkpoint, licences }))) {
    const names = licences.map(({ name, url }) => `${name} (${url})`).join(' and ')
    throw new StableAudioError('licence_not_accepted', `${checkpoint.repo} comes under the ${names}`)
  }
  await recordAcceptance(repoFolders(cacheFolder, checkpoint.repo).folder, {
    family,
    acceptedBy: userInfo().username,
    acceptedAt: now().toISOString(),
    revision,
    licences,
  })
}

async function acceptanceOf(
  checkpoint: PublishedCheckpoint,
  cacheFolder: string,
): Promise<LicenceAcceptance | undefined> {
  const repos = new Set([checkpoint.repo, ...PUBLISHED_CHECKPOINTS.map(({ repo }) => repo)])
  for (const repo of repos) {
    const { acceptance } = await readRecord(repoFolders(cacheFolder, repo).folder)
    if (acceptance?.family === checkpoint.family) return acceptance
  }
  return undefined
}
