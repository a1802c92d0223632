import { sql } from 'kysely'
import { JobError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { EngineDirectory } from '../ports.ts'
import type { Database } from '../store/database/database.ts'
import { failure } from './endings.ts'

// 1 h: whoever moves a checkpoint or installs it anew is done by then. Too short fails jobs that would have been made; too
// long only keeps their price set aside.
const UNSERVED_MS = 60 * 60_000

// A minute: the bound is an hour, and each look is one small query.
const LOOK_MS = 60_000

/** Jobs whose model was served when they were submitted, and is no more: no worker takes them. */
export interface UnservedJobs {
  /**
   * Called now and then: fails and refunds what waits for a model that has had no engine for as long as this server has
   * been looking, an hour at least. Returns those models.
   */
  giveUp(): Promise<readonly string[]>
}

interface Options {
  readonly engines: EngineDirectory
  /** Milliseconds on a clock that never goes back. */
  readonly monotonicMs: () => number
  readonly unservedMs?: number
}

export function openUnservedJobs(
  database: Database,
  { engines, monotonicMs, unservedMs = UNSERVED_MS }: Options,
): UnservedJobs {
  let missingSince: ReadonlyMap<string, number> = new Map()

  const missing = async (nowMs: number): Promise<ReadonlyMap<string, number>> => {
    const found = new Map<string, number>()
    for (const model of await waitingModels(database)) {
      if (!(await engines.engineFor(model))) found.set(model, missingSince.get(model) ?? nowMs)
    }
    return found
  }

  return {
    async giveUp() {
      const nowMs = monotonicMs()
      missingSince = await missing(nowMs)
      const gone = [...missingSince].filter(([, sinceMs]) => nowMs - sinceMs >= unservedMs).map(([model]) => model)
      for (const model of gone) {
        const waiting = sql`model = ${model} and finished_at is null and lease_token is null`
        await failure(waiting, new JobError('no_engine')).execute(database.kysely)
      }
      return gone
    },
  }
}

async function waitingModels({ kysely }: Database): Promise<readonly string[]> {
  const rows = await kysely
    .selectFrom('predictions')
    .select('model')
    .distinct()
    .where('finished_at', 'is', null)
    .where('lease_token', 'is', null)
    .execute()
  return rows.map(({ model }) => model)
}

/** Looks every minute. Returns how to stop; that waits for a look that is under way. */
export function watchUnservedJobs(jobs: UnservedJobs, log: Log): () => Promise<void> {
  let looking = Promise.resolve()
  const look = async (): Promise<void> => {
    try {
      const models = await jobs.giveUp()
      if (models.length > 0) log.error({ models }, 'gave up the jobs of models that no engine serves any more')
    } catch (error) {
      log.error({ err: error }, 'could not look for jobs that no engine serves')
    }
  }
  const timer = setInterval(() => {
    looking = looking.then(look)
  }, LOOK_MS)
  return () => {
    clearInterval(timer)
    return looking
  }
}
