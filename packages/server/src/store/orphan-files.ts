import { sql } from 'kysely'
import { isExampleFile } from '../examples/example-files.ts'
import type { Database } from './database/database.ts'
import { toJson } from './database/json.ts'
import type { FileStore, FileSweep } from './files.ts'

// Every step looks through all rows once, which holds the database for about 0.1 s with 20,000 predictions and as many
// uploads, however many keys there are. 2,000: ten steps for the results of so many, an hour apart.
const KEYS_A_STEP = 2000

/**
 * Removes files stored before `time` that no row names, and what never finished arriving. Files are stored before the row
 * that names them is written, and removed after it, so a process that is killed in between leaves one here.
 *
 * @param time long enough ago that whoever stored a file has had all the time there is to name it
 * @returns how many files went
 */
export async function removeOrphans(database: Database, files: FileStore & FileSweep, time: Date): Promise<number> {
  await files.removeUnfinished(time)
  let removed = 0
  for await (const keys of inSteps(files.storedBefore(time))) {
    const orphans = await unnamed(database, keys)
    for (const key of orphans) await files.delete(key)
    removed += orphans.length
  }
  return removed
}

async function unnamed({ kysely }: Database, keys: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ key: string }>`
    select key from jsonb_array_elements_text(${toJson(keys)}::jsonb) as stored (key)
    except (
      select file_key from uploads union all select jsonb_array_elements_text(outputs) from predictions
    )`.execute(kysely)
  return rows.map(({ key }) => key).filter((key) => !isExampleFile(key))
}

async function* inSteps(keys: AsyncIterable<string>): AsyncGenerator<readonly string[], void> {
  let step: string[] = []
  for await (const key of keys) {
    step.push(key)
    if (step.length < KEYS_A_STEP) continue
    yield step
    step = []
  }
  if (step.length > 0) yield step
}
