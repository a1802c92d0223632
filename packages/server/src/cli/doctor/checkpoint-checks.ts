import { cachedCheckpoints, checkIntegrity, type InstalledCheckpoint, StableAudio } from '@retimbre/stable-audio'
import { type Checks, type Finding, fail, ok, sentenceOf, warn } from './finding.ts'

export interface CheckpointCheckOptions {
  readonly cacheFolder: string
  /** Folders that the operator named. */
  readonly folders: readonly string[]
  /** Read every byte. */
  readonly full: boolean
  readonly signal: AbortSignal
}

/** Every checkpoint: is it whole, can it be opened, and with `full`, has it the bytes that it should. */
export async function* checkpointChecks(options: CheckpointCheckOptions): Checks {
  const { cacheFolder, folders, full } = options
  const cached = await cachedCheckpoints(cacheFolder)
  for (const folder of folders) yield await layoutFinding(folder, folder, 'correct RETIMBRE_CHECKPOINT')
  for (const checkpoint of cached) {
    const { name, complete, folder } = checkpoint
    const again = repairOf(checkpoint)
    if (!complete) {
      yield warn(name, 'installed in part', again)
      continue
    }
    yield await layoutFinding(name, folder, again)
    if (full) yield* bytesChecks(checkpoint, options)
  }
  if (folders.length > 0 || cached.some(({ complete }) => complete)) return
  yield warn(
    'checkpoints',
    `none in ${cacheFolder}; only audio-to-audio is served, by the embedded engine`,
    'run: retimbre pull small-music',
  )
}

const repairOf = ({ name, repo }: InstalledCheckpoint): string =>
  repo.startsWith('local/') ? `run: retimbre pull ${name} --from FOLDER` : `run: retimbre pull ${name}`

/** Opening reads headers and configurations, and holds every tensor to its shape. */
async function layoutFinding(subject: string, folder: string, advice: string): Promise<Finding> {
  try {
    const model = await StableAudio.open(folder, { provider: 'cpu' })
    await model.close()
    return ok(
      subject,
      `whole, ${(model.info.sizeBytes / 1e9).toFixed(2)} GB, up to ${Math.floor(model.info.longestSeconds)} s`,
    )
  } catch (error) {
    return fail(subject, sentenceOf(error), advice)
  }
}

async function* bytesChecks(checkpoint: InstalledCheckpoint, { cacheFolder, signal }: CheckpointCheckOptions): Checks {
  const { name, sizeBytes } = checkpoint
  const reading = checkIntegrity(checkpoint, { cacheFolder, signal })
  let before = 0
  let current = { path: '', doneBytes: 0 }
  for (;;) {
    const step = await reading.next()
    if (step.done) {
      yield bytesFinding(checkpoint, step.value)
      return
    }
    if (step.value.path !== current.path) before += current.doneBytes
    current = step.value
    yield { level: 'checking', subject: `reading ${name}`, fraction: (before + current.doneBytes) / sizeBytes }
  }
}

function bytesFinding(checkpoint: InstalledCheckpoint, damaged: readonly string[]): Finding {
  if (damaged.length === 0) return ok(checkpoint.name, 'every byte is as it should be')
  return fail(checkpoint.name, `damaged: ${damaged.join(', ')}`, repairOf(checkpoint))
}
