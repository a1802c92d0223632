import type { FastifyRequest } from 'fastify'
import type { Prediction } from '../../jobs/prediction.ts'
import type { ApiContext } from '../context.ts'
import { type PredictionObject, presentPrediction } from '../wavespeed/prediction.ts'

/** A prediction as its owner sees it, with links made for this request or with the results' bytes. */
export async function answerWith(
  context: ApiContext,
  request: FastifyRequest,
  prediction: Prediction,
): Promise<PredictionObject> {
  return presentPrediction(
    prediction,
    context.addresses.result(request, prediction.id),
    await outputsOf(context, request, prediction),
  )
}

async function outputsOf(context: ApiContext, request: FastifyRequest, prediction: Prediction): Promise<string[]> {
  if (prediction.status !== 'completed') return []
  if (!prediction.base64Output) return prediction.outputs.map((key) => context.addresses.file(request, key))
  const files = await Promise.all(prediction.outputs.map((key) => context.house.files.read(key)))
  return files.map((bytes) => Buffer.from(bytes).toString('base64'))
}
