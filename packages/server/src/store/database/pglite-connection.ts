import { setFlagsFromString } from 'node:v8'
import { PGlite } from '@electric-sql/pglite'
import { DurableFolder } from './durable-folder.ts'
import type { SqlConnection } from './host.ts'

// 16 MB: PGlite's own 128 MB are cleared page by page at the start, which takes a second of CPU and stays in memory. The
// system's cache is a call away for what does not fit. Too small slows long histories (`npm run bench -- history` tells).
const SHARED_BUFFERS = '16MB'

// V8 optimises PostgreSQL's functions one by one, by how much they have run. By its own budget (1.8 million) it spends as much
// CPU on that in the first second as PostgreSQL takes to start; by this one, what a busy server uses is still optimised.
const TIERING_BUDGET = 200_000_000

/** PGlite's own start parameters, except that commits wait for the disk and that it takes less memory. */
const START_PARAMS = [
  ...(PGlite as unknown as { defaultStartParams: readonly string[] }).defaultStartParams.filter(
    (parameter) => parameter !== '-F',
  ),
  ...['-c', 'fsync=on', '-c', 'wal_sync_method=fsync', '-c', `shared_buffers=${SHARED_BUFFERS}`],
]

/**
 * Opens the PostgreSQL in `folder`, creating it when there is none: 3 to 7 s the first time, under 1.5 s after that.
 * Blocks its thread while a statement runs.
 */
export async function openPglite(
  folder: string,
  options: { readonly fsync?: (fileDescriptor: number) => void } = {},
): Promise<SqlConnection> {
  setFlagsFromString(`--wasm-tiering-budget=${TIERING_BUDGET}`)
  const pglite = new PGlite({ fs: new DurableFolder(folder, options.fsync), startParams: START_PARAMS })
  await pglite.waitReady
  return {
    async query(sql, parameters) {
      const { rows, affectedRows, command } = await pglite.query<Record<string, unknown>>(sql, [...parameters])
      return { rows, affectedRows: affectedRows ?? 0, command: command ?? '' }
    },
    onNotification: (handler) => {
      pglite.onNotification(handler)
    },
    close: () => pglite.close(),
  }
}
