import type { GraphModel } from '../graph/builder.ts'
import type { GraphSession } from './session.ts'

export interface PooledSessionOptions {
  /** Pack the weights; the pool's own choice when absent. */
  readonly prepack?: boolean
}

/** The sessions of one checkpoint, kept warm as far as memory allows. */
export interface SessionPool {
  /** The session of `key`, made from `build` when it is not open. Stays valid until the next `finishStage` or `get`. */
  get(key: string, build: () => GraphModel, options?: PooledSessionOptions): Promise<GraphSession>
  /** Called when a stage of a generation is over: sessions whose key starts with `prefix` may go if memory is short. */
  finishStage(prefix: string): Promise<void>
  /** Closes the sessions whose key starts with `prefix`; all of them when absent. */
  release(prefix?: string): Promise<void>
}
