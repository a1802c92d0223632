import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { ServerError } from '../../errors.ts'
import { REQUEST_FAULTS } from '../../input-faults.ts'
import type { Prediction } from '../../jobs/prediction.ts'
import { seed } from '../../models/parameters.ts'
import type { ApiContext } from '../context.ts'
import { callerOf } from '../gate/authentication.ts'
import { limitSubmits } from '../gate/submit-limit.ts'
import { Success } from '../wavespeed/envelope.ts'
import { invalid } from '../wavespeed/fields.ts'
import { takeNoBody } from '../wavespeed/no-body.ts'
import { API } from '../wavespeed/paths.ts'
import { PredictionObject } from '../wavespeed/prediction.ts'
import { Switches } from '../wavespeed/switches.ts'
import { answerSubmit } from './answer-submit.ts'
import type { AudioChoice } from './audio-source.ts'
import { SUBMIT_ERRORS, SUBMIT_NOTES } from './schemas.ts'
import { type Again, acceptSubmit, readSubmission } from './submission.ts'

const { enable_sync_mode, webhook_url } = Switches.properties

const RerunQuestion = Type.Object(
  {
    seed,
    enable_sync_mode,
    enable_base64_output: Type.Optional(Type.Boolean({ description: 'As the first time if left out.' })),
    webhook_url,
  },
  { $id: 'RerunQuestion' },
)

/** Ours alone: the same task once more, checked, charged and answered as if its inputs had been sent anew. */
export function rerunRoutes(context: ApiContext): FastifyPluginAsyncTypebox {
  const schema = {
    tags: ['Predictions'],
    summary: 'Run a prediction again with the same inputs',
    description:
      'A new task, charged like the first; with another seed unless one was given then or is given now. The webhook of the ' +
      'first is not told of it: whoever asks for the task anew says who is to hear.',
    errors: ['prediction_not_found', ...SUBMIT_ERRORS] as const,
    openapi: SUBMIT_NOTES,
    params: Type.Object({ id: Type.String({ description: 'Id of the prediction.' }) }),
    body: RerunQuestion,
    response: { 200: Success(PredictionObject) },
  }
  const onRequest = limitSubmits(context.house.submits)
  return async (app) => {
    app.post(
      `${API}/predictions/:id/rerun`,
      { schema, onRequest, preValidation: takeNoBody },
      async (request, reply) => {
        const { id } = request.params
        const submitted = await acceptSubmit(context, request, `${id}/rerun`, async () => {
          const first = await context.house.predictions.find(callerOf(request).accountId, id)
          if (!first) throw new ServerError('prediction_not_found')
          const again = { body: inputsOf(first, request.body), audio: await clipOf(context, first) }
          return readSubmission(context, request, first.model, again)
        })
        return answerSubmit(context, request, reply, submitted)
      },
    )
  }
}

/** A seed that was drawn is not among the inputs, so another is drawn; one that was given is kept. */
function inputsOf({ input, base64Output }: Prediction, question: Static<typeof RerunQuestion>): Again['body'] {
  return { ...input, enable_base64_output: base64Output, ...question }
}

/** A clip that came inside the first request was stored then, and what is shown of it among the inputs is no clip. */
async function clipOf({ house }: ApiContext, { source }: Prediction): Promise<AudioChoice | undefined> {
  if (source?.kind === 'file' && !(await house.files.stat(source.key))) {
    throw invalid(REQUEST_FAULTS.clip_gone)
  }
  return source ?? undefined
}
