import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { MessageChannel, type MessagePort, type Worker } from 'node:worker_threads'
import { StoreError } from '../../errors.ts'
import { connectDatabase, type Database } from './database.ts'
import { portEndpoint } from './endpoints.ts'
import { lockFolder } from './lock.ts'
import { migrate } from './migrate.ts'
import type { ThreadCommand, ThreadData, ThreadEvent } from './thread-messages.ts'
import { startThread } from './thread-module.ts'

/** The database of a data folder, run by this process. */
export interface EmbeddedDatabase extends Database {
  /** A channel for one more peer, e.g. to be bridged to a child process; closing it ends what that peer had open. */
  connectPeer(): MessagePort
}

/** Name of the database's own folder inside the data folder. */
const DATABASE_FOLDER = 'database'

/**
 * Locks the data folder, starts PostgreSQL in a thread and brings its tables up to date.
 * Cost: 3 to 7 s for a new folder (PostgreSQL's own initdb), about 1 s for an old one.
 * @throws StoreError `folder_in_use`, `database_start_failed` or `database_too_new`
 */
export async function openDatabase(dataFolder: string): Promise<EmbeddedDatabase> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  const unlock = await lockFolder(dataFolder)
  let thread: Worker | undefined
  try {
    const folder = join(dataFolder, DATABASE_FOLDER)
    thread = startThread(new URL(`./thread${import.meta.url.slice(-3)}`, import.meta.url), {
      folder,
    } satisfies ThreadData)
    await started(thread, folder)
    const database = embedded(thread, unlock)
    await migrate(database)
    return database
  } catch (error) {
    await thread?.terminate()
    await unlock()
    throw error
  }
}

async function started(thread: Worker, folder: string): Promise<void> {
  const [event] = (await once(thread, 'message')) as [ThreadEvent]
  if (event.kind === 'failed') throw new StoreError('database_start_failed', { folder, reason: event.reason })
}

function embedded(thread: Worker, unlock: () => Promise<void>): EmbeddedDatabase {
  const connectPeer = (): MessagePort => {
    const { port1, port2 } = new MessageChannel()
    thread.postMessage({ kind: 'attach', port: port2 } satisfies ThreadCommand, [port2])
    return port1
  }
  const own = connectPeer()
  const database = connectDatabase(portEndpoint(own))
  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    thread.postMessage({ kind: 'close' } satisfies ThreadCommand)
    await once(thread, 'message')
    await database.close()
    await thread.terminate()
    await unlock()
  }
  return {
    ...database,
    connectPeer,
    close: () => {
      closing ??= close()
      return closing
    },
  }
}
