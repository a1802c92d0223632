/** The thread that PostgreSQL lives in: a statement blocks its thread, and HTTP must go on meanwhile. */

import { parentPort, workerData } from 'node:worker_threads'
import { portEndpoint } from './endpoints.ts'
import { DatabaseHost } from './host.ts'
import { openPglite } from './pglite-connection.ts'
import type { ThreadCommand, ThreadData, ThreadEvent } from './thread-messages.ts'

const tell = (event: ThreadEvent): void => parentPort?.postMessage(event)

try {
  const host = new DatabaseHost(await openPglite((workerData as ThreadData).folder))
  parentPort?.on('message', (command: ThreadCommand) => {
    if (command.kind === 'attach') {
      host.attach(portEndpoint(command.port))
    } else {
      host.close().then(
        () => tell({ kind: 'closed' }),
        (error: unknown) => tell({ kind: 'failed', reason: String(error) }),
      )
    }
  })
  tell({ kind: 'ready' })
} catch (error) {
  tell({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) })
}
