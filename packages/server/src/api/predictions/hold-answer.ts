import type { ServerResponse } from 'node:http'
import type { FastifyRequest } from 'fastify'
import type { Prediction } from '../../jobs/prediction.ts'
import type { ApiContext } from '../context.ts'
import { success } from '../wavespeed/envelope.ts'
import { presentUnfinished } from '../wavespeed/prediction.ts'
import { answerWith } from './answer.ts'
import { heldAnswer, syncTiming } from './held-answer.ts'

/**
 * Sync mode: the answer to a submit, held until the task ends, the deadline passes, the client goes away or the server
 * closes. Whatever happens here, the task itself goes on.
 */
export function holdAnswer(
  context: ApiContext,
  request: FastifyRequest,
  response: ServerResponse,
  submitted: Prediction,
): AsyncGenerator<string, void> {
  const { deadlineMs, heartbeatMs } = context.tools.sync ?? syncTiming(context.settings)
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  const signal = AbortSignal.any([gone.signal, context.closing])
  return heldAnswer(finalAnswer(context, request, submitted, deadlineMs, signal), heartbeatMs)
}

async function finalAnswer(
  context: ApiContext,
  request: FastifyRequest,
  submitted: Prediction,
  deadlineMs: number,
  signal: AbortSignal,
): Promise<string> {
  try {
    const { accountId, id } = submitted
    const prediction = await context.house.predictions.waitUntilFinished(accountId, id, deadlineMs, signal)
    const answer = await answerWith(context, request, prediction ?? submitted)
    const ended = answer.status === 'completed' || answer.status === 'failed'
    return JSON.stringify(success(ended ? answer : presentUnfinished(answer)))
  } catch (error) {
    // The headers are out, so there is no other way left to say it: the task exists, ask for it later.
    request.log.error({ err: error, prediction: submitted.id }, 'a held answer could not be completed')
    return JSON.stringify(success(presentUnfinished(await answerWith(context, request, submitted))))
  }
}
