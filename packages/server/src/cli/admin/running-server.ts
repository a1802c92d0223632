import { readFile, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { writeSecretFile } from '../../store/secret-file.ts'

/** Stands in the data folder while a server runs there, readable by the owner of the folder alone. */
const FILE = 'server.json'

const RunningServer = Type.Object({ address: Type.String(), adminToken: Type.String() })

/** How the command line reaches the server that holds a data folder, and what proves that it may speak as the owner. */
export interface RunningServerRecord {
  /** On this machine, e.g. `http://127.0.0.1:8787`. */
  readonly address: string
  /** New at every start; opens the routes of admins and nothing else. */
  readonly adminToken: string
}

export async function announceServer(dataFolder: string, record: RunningServerRecord): Promise<void> {
  await writeSecretFile(join(dataFolder, FILE), `${JSON.stringify(record)}\n`)
}

/** Called while the folder is still ours. One that a crash left behind is overwritten by the next server. */
export async function withdrawServer(dataFolder: string): Promise<void> {
  await rm(join(dataFolder, FILE), { force: true })
}

/** `undefined` when no server has said that it can be asked. */
export async function findServer(dataFolder: string): Promise<RunningServerRecord | undefined> {
  try {
    const record: unknown = JSON.parse(await readFile(join(dataFolder, FILE), 'utf8'))
    return Value.Check(RunningServer, record) ? record : undefined
  } catch {
    return undefined
  }
}

/** Where a process of this machine reaches what listens at `bound`. */
export function localAddress(bound: Pick<AddressInfo, 'address' | 'port'>): string {
  const host = bound.address === '0.0.0.0' ? '127.0.0.1' : bound.address === '::' ? '::1' : bound.address
  return `http://${host.includes(':') ? `[${host}]` : host}:${bound.port}`
}
