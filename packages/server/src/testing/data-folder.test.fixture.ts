import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cp, mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { MIGRATIONS } from '../store/database/migrate.ts'
import { openDatabase } from '../store/database/open.ts'

// A test runs PostgreSQL for a few hundred statements; optimising its machine code would cost a second of CPU a file,
// more than it saves.
setFlagsFromString('--liftoff-only')

/**
 * A data folder with a ready, empty database. PostgreSQL's initdb takes seconds of CPU, so it runs once for a set of
 * migrations, and every test gets a copy.
 */
export async function freshDataFolder(): Promise<string> {
  const template = await templateFolder()
  const folder = await mkdtemp(join(tmpdir(), 'retimbre-data-'))
  await copyFolder(template, folder)
  return folder
}

/** A thousand small files: Node's own copy takes three times as long as the system's. */
async function copyFolder(from: string, to: string): Promise<void> {
  if (process.platform === 'win32') await cp(from, to, { recursive: true })
  else await promisify(execFile)('cp', ['-R', `${from}/.`, to])
}

export async function removeDataFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
}

async function templateFolder(): Promise<string> {
  const schema = createHash('sha256').update(JSON.stringify(MIGRATIONS)).digest('hex').slice(0, 16)
  const template = join(tmpdir(), `retimbre-template-${schema}-${process.getuid?.() ?? 0}`)
  if (await exists(template)) return template
  const building = await mkdtemp(join(tmpdir(), 'retimbre-template-'))
  const database = await openDatabase(building)
  await database.close()
  try {
    await rename(building, template)
  } catch (error) {
    // Another test file was quicker; its template is as good.
    await rm(building, { recursive: true, force: true })
    if (!(await exists(template))) throw error
  }
  return template
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
