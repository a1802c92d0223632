import type { FastifyRequest } from 'fastify'
import type { LivePrediction } from '../../ports.ts'
import type { ApiContext } from '../context.ts'
import { answerWith } from '../predictions/answer.ts'
import type { ServerSentEvent } from './event-stream.ts'
import { liveState } from './live-state.ts'

/** Remembers what a stream has told, and makes events of what is new. */
export interface ChangeEvents {
  /** `undefined` when all of it was told before. */
  eventOf(live: LivePrediction): Promise<ServerSentEvent | undefined>
}

type Told = Pick<LivePrediction, 'revision' | 'position'> & { readonly status: string | undefined }

/** @param after the last change that the client knows; 0 for none */
export function openChangeEvents(context: ApiContext, request: FastifyRequest, after: number): ChangeEvents {
  const told = new Map<string, Told>()
  return {
    async eventOf(live) {
      const { prediction, revision, position } = live
      const { id, status } = prediction
      const known = told.get(id)
      if (known && known.revision === revision && known.position === position) return undefined
      told.set(id, { revision, position, status })
      if (hasEnded(live)) return { id: revision, event: 'done', data: await answerWith(context, request, prediction) }
      // What the client knew when it came is known, but not where that stood in the queue.
      const before = known ?? { revision: after, position, status: undefined }
      if (revision <= before.revision && position === before.position) return undefined
      const event = status === before.status ? 'progress' : 'status'
      return { id: revision, event, data: liveState(live, context.tools.clock()) }
    },
  }
}

function hasEnded({ prediction: { status } }: LivePrediction): boolean {
  return status === 'completed' || status === 'failed'
}
