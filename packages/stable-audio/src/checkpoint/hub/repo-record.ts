/**
 * What we know about a repository of the cache, in a file of ours beside its blobs: other tools pass it by.
 * A record that cannot be read counts as empty, and one that cannot be written, as in a cache that is another user's, is
 * left: both cost a question or a hash and lose nothing.
 */

import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const RECORD_FILE = 'retimbre.json'

export interface LicenceAcceptance {
  readonly family: string
  readonly acceptedBy: string
  /** ISO 8601. */
  readonly acceptedAt: string
  readonly revision: string
  readonly licences: readonly { readonly name: string; readonly url: string }[]
}

/** A file as it was when its SHA-256 was last checked; a later change of either is a reason to check again. */
interface VerifiedBlob {
  readonly sizeBytes: number
  readonly modifiedMs: number
}

export interface RepoRecord {
  readonly acceptance?: LicenceAcceptance
  /** By SHA-256. */
  readonly verified?: Readonly<Record<string, VerifiedBlob>>
}

export async function readRecord(repoFolder: string): Promise<RepoRecord> {
  try {
    const value: unknown = JSON.parse(await readFile(join(repoFolder, RECORD_FILE), 'utf8'))
    return typeof value === 'object' && value !== null ? (value as RepoRecord) : {}
  } catch {
    return {}
  }
}

/** Appears whole or not at all. */
async function writeRecord(repoFolder: string, record: RepoRecord): Promise<void> {
  const file = join(repoFolder, RECORD_FILE)
  const draft = `${file}.${process.pid}`
  try {
    await mkdir(repoFolder, { recursive: true })
    await writeFile(draft, `${JSON.stringify(record, null, 2)}\n`)
    await rename(draft, file)
  } catch (error) {
    if (!isUnwritable(error)) throw error
  }
}

/** The folder may not be written to by this user, or not at all. */
export const isUnwritable = (error: unknown): boolean =>
  ['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')

export async function recordAcceptance(repoFolder: string, acceptance: LicenceAcceptance): Promise<void> {
  await writeRecord(repoFolder, { ...(await readRecord(repoFolder)), acceptance })
}

/** Notes that this file has this SHA-256, so that it need not be read again while it stays as it is. */
export async function recordVerified(repoFolder: string, sha256: string, path: string): Promise<void> {
  const record = await readRecord(repoFolder)
  const { size: sizeBytes, mtimeMs: modifiedMs } = await stat(path)
  await writeRecord(repoFolder, { ...record, verified: { ...record.verified, [sha256]: { sizeBytes, modifiedMs } } })
}

export async function isVerified(repoFolder: string, sha256: string, path: string): Promise<boolean> {
  const known = (await readRecord(repoFolder)).verified?.[sha256]
  if (known === undefined) return false
  const now = await stat(path)
  return now.size === known.sizeBytes && now.mtimeMs === known.modifiedMs
}

/** Called when a file turned out to be damaged although nothing showed it: the next pull reads it again. */
export async function forgetVerified(repoFolder: string, sha256: string): Promise<void> {
  const record = await readRecord(repoFolder)
  const { [sha256]: _, ...verified } = record.verified ?? {}
  await writeRecord(repoFolder, { ...record, verified })
}
