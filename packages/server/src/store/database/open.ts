import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { MessageChannel, type MessagePort, type Worker } from 'node:worker_threads'
import { StoreError } from '../../errors.ts'
import { connectDatabase, type Database } from './database.ts'
import { portEndpoint } from './endpoints.ts'
import { type FolderLock, lockFolder } from './lock.ts'
import type { HeartbeatLimits } from './lock-heartbeat.ts'
import { migrate } from './migrate.ts'
import type { ThreadCommand, ThreadData, ThreadEvent } from './thread-messages.ts'
import { startThread } from './thread-module.ts'

/** The database of a data folder, run by this process. */
export interface EmbeddedDatabase extends Database {
  /** A channel for one more peer, e.g. to be bridged to a child process; closing it ends what that peer had open. */
  connectPeer(): MessagePort
  /** Resolves when the database ends although nobody closed it: nothing can be stored or looked up any more. */
  readonly lost: Promise<StoreError>
}

/** Name of the database's own folder inside the data folder. */
const DATABASE_FOLDER = 'database'

/**
 * Locks the data folder, starts PostgreSQL in a thread and brings its tables up to date.
 * Cost: 3 to 7 s for a new folder (PostgreSQL's own initdb), about 1 s for an old one.
 * @throws StoreError `folder_in_use`, `database_start_failed` or `database_too_new`
 */
export async function openDatabase(dataFolder: string, limits: HeartbeatLimits = {}): Promise<EmbeddedDatabase> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  await keepToOwner(dataFolder)
  const lock = await lockFolder(dataFolder, limits)
  let thread: Worker | undefined
  try {
    const folder = join(dataFolder, DATABASE_FOLDER)
    thread = startThread(new URL(`./thread${import.meta.url.slice(-3)}`, import.meta.url), {
      folder,
    } satisfies ThreadData)
    const ended = ending(thread)
    await started(thread, ended, folder)
    const database = embedded(thread, ended, lock)
    await migrate(database)
    return database
  } catch (error) {
    await thread?.terminate()
    await lock.unlock()
    throw error
  }
}

/**
 * PostgreSQL makes its files readable and writable for everybody, and the folder may have been there before, open to
 * others. Windows has other rights, which a folder inherits from that of its user.
 */
async function keepToOwner(folder: string): Promise<void> {
  if (process.platform !== 'win32') await chmod(folder, 0o700)
}

/** Resolves with the reason when the thread is gone, whatever ended it. */
function ending(thread: Worker): Promise<Error> {
  return new Promise((resolve) => {
    thread.once('error', resolve)
    thread.once('exit', (code) => resolve(new Error(`its thread ended with code ${code}.`)))
  })
}

function nextEvent(thread: Worker, ended: Promise<Error>): Promise<ThreadEvent> {
  const said = new Promise<ThreadEvent>((resolve) => thread.once('message', resolve))
  return Promise.race([said, ended.then(({ message }): ThreadEvent => ({ kind: 'failed', reason: message }))])
}

async function started(thread: Worker, ended: Promise<Error>, folder: string): Promise<void> {
  const event = await nextEvent(thread, ended)
  if (event.kind === 'failed') throw new StoreError('database_start_failed', { folder, reason: event.reason })
}

function embedded(thread: Worker, ended: Promise<Error>, lock: FolderLock): EmbeddedDatabase {
  const connectPeer = (): MessagePort => {
    const { port1, port2 } = new MessageChannel()
    thread.postMessage({ kind: 'attach', port: port2 } satisfies ThreadCommand, [port2])
    return port1
  }
  const own = connectPeer()
  const database = connectDatabase(portEndpoint(own))
  // Not one more byte, not even those of an orderly end.
  void lock.taken.then(() => thread.terminate())
  let closing: Promise<void> | undefined
  const lost = new Promise<StoreError>((resolve) => {
    void ended.then((cause) => {
      if (!closing) resolve(new StoreError('database_lost', { reason: cause.message }, { cause }))
    })
  })
  const close = async (): Promise<void> => {
    const closed = nextEvent(thread, ended)
    thread.postMessage({ kind: 'close' } satisfies ThreadCommand)
    await closed
    await database.close()
    await thread.terminate()
    await lock.unlock()
  }
  return {
    ...database,
    connectPeer,
    lost,
    close: () => {
      closing ??= close()
      return closing
    },
  }
}
