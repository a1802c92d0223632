import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ApiContext } from '../context.ts'
import { success } from '../wavespeed/envelope.ts'
import type { PredictionObject } from '../wavespeed/prediction.ts'
import { answerWith } from './answer.ts'
import { holdAnswer } from './hold-answer.ts'
import type { Submitted } from './submission.ts'

type Answer = ReturnType<typeof success<PredictionObject>>

/** The answer to a submit: the task that it made, at once or when it has ended. */
export async function answerSubmit(
  context: ApiContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { prediction, repeated, held }: Submitted,
): Promise<Answer | FastifyReply> {
  if (repeated) reply.header('Idempotency-Replayed', 'true')
  if (!held) return success(await answerWith(context, request, prediction))
  // The held answer has the shape of the schema too, but comes in pieces.
  return reply.type('application/json').send(Readable.from(holdAnswer(context, request, reply.raw, prediction)))
}
