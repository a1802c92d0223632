/** A hub, an empty cache, and a pull from the one into the other. */

import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from '../../testing/temporary-folder.test.fixture.ts'
import { type PullOptions, type PullProgress, pullCheckpoint } from '../hub.ts'
import { type RepoFolders, repoFolders } from './cache-layout.ts'
import type { InstalledCheckpoint } from './installed.ts'
import { type LoopbackHub, openLoopbackHub, sha256 } from './loopback-hub.test.fixture.ts'

export interface PullBench {
  readonly hub: LoopbackHub
  readonly cacheFolder: string
  /** Pauses of the latest pull, in milliseconds; none of them was waited for. */
  readonly waits: number[]
  /** A further hub, for another checkpoint. */
  openHub(...options: Parameters<typeof openLoopbackHub>): Promise<LoopbackHub>
  options(): PullOptions
  pull(changed?: Partial<PullOptions>): Promise<Pulled>
  folders(): RepoFolders
  snapshotFile(path: string): string
  bytesOf(path: string): Buffer
  /** Whether the installed file has the bytes of the hub's. */
  isWhole(path: string): Promise<boolean>
  /** Puts bytes where a pull that was stopped would have left them. */
  leaveBehind(path: string, bytes: Buffer): Promise<void>
}

export interface Pulled {
  readonly installed: InstalledCheckpoint
  readonly events: readonly PullProgress[]
}

export async function openPullBench(): Promise<PullBench> {
  const cacheFolder = temporaryFolder()
  const hub = await openHub()
  const waits: number[] = []
  const folders = (): RepoFolders => repoFolders(cacheFolder, hub.checkpoint.repo)
  const snapshotFile = (path: string): string => join(folders().snapshot(hub.checkpoint.revision), path)
  const bytesOf = (path: string): Buffer => hub.files.get(path) ?? Buffer.alloc(0)
  const options = (): PullOptions => ({
    ...{ checkpoint: hub.checkpoint, endpoint: hub.endpoint, cacheFolder, fetch },
    ...{ acceptLicence: async () => true, signal: new AbortController().signal },
    now: () => new Date('2026-01-02T03:04:05Z'),
    sleep: async (milliseconds) => {
      waits.push(milliseconds)
    },
  })
  return {
    ...{ hub, cacheFolder, waits, openHub, options, folders, snapshotFile, bytesOf },
    pull(changed) {
      waits.length = 0
      return drive(pullCheckpoint({ ...options(), ...changed }))
    },
    isWhole: async (path) => bytesOf(path).equals(await readFile(snapshotFile(path))),
    async leaveBehind(path, bytes) {
      const file = folders().incomplete(sha256(bytesOf(path)))
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, bytes)
    },
  }
}

async function openHub(...options: Parameters<typeof openLoopbackHub>): Promise<LoopbackHub> {
  const hub = await openLoopbackHub(...options)
  onTestFinished(() => hub.close())
  return hub
}

async function drive(pulling: ReturnType<typeof pullCheckpoint>): Promise<Pulled> {
  const events: PullProgress[] = []
  for (;;) {
    const step = await pulling.next()
    if (step.done) return { installed: step.value, events }
    events.push(step.value)
  }
}
