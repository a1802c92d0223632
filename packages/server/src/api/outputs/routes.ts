import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { OUTPUT_FORMATS } from '@retimbre/media'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Conversion } from '../../conversions/conversion.ts'
import { ServerError } from '../../errors.ts'
import type { Prediction } from '../../jobs/prediction.ts'
import { REASONS } from '../../reasons.ts'
import type { StoredFile } from '../../store/files.ts'
import { VERSION } from '../../version.ts'
import type { ApiContext } from '../context.ts'
import { callerOf } from '../gate/authentication.ts'
import { sendFile } from '../media/send-file.ts'
import { API } from '../wavespeed/paths.ts'
import { outputFileName } from './file-name.ts'
import { DOWNLOAD_OUTPUT } from './schemas.ts'
import { wantedConversion } from './wanted-conversion.ts'

// Asked for anew each time, since a prediction may be deleted, and a key revoked.
const CACHE_CONTROL = 'private, no-cache'

/** Ours alone: results in any format. Whoever knows a file's address may fetch it; converting costs time, so it is for the owner. */
export function outputRoutes(context: ApiContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(`${API}/predictions/:id/outputs/:index/download`, { schema: DOWNLOAD_OUTPUT }, async (request, reply) => {
      const output = await findOutput(context, request, request.params)
      const { prompt, outputFormat, seed } = output
      const wanted = wantedConversion(request.query, outputFormat)
      const file = wanted ? await converted(context, reply, output, wanted) : output.file
      const { contentType, extension } = OUTPUT_FORMATS[wanted?.format ?? outputFormat]
      const attachment = outputFileName(prompt, seed, extension)
      return sendFile(context.house.files, request, reply, {
        file,
        contentType,
        attachment,
        cacheControl: CACHE_CONTROL,
      })
    })
  }
}

interface Output {
  readonly file: StoredFile
  readonly outputFormat: Prediction['outputFormat']
  readonly prompt: string
  readonly engine: string
  readonly seed: number
}

/** @throws ServerError `prediction_not_found`, `output_not_found` or `output_gone` */
async function findOutput(
  { house }: ApiContext,
  request: FastifyRequest,
  { id, index }: { readonly id: string; readonly index: number },
): Promise<Output> {
  const prediction = await house.predictions.find(callerOf(request).accountId, id)
  if (!prediction) throw new ServerError('prediction_not_found')
  const key = prediction.status === 'completed' ? prediction.outputs[index] : undefined
  if (prediction.status !== 'completed' || key === undefined) throw new ServerError('output_not_found')
  const file = await house.files.stat(key)
  if (!file) throw new ServerError('output_gone')
  const { outputFormat, engine, render, report } = prediction
  const seed = seedOf(report, index) ?? (prediction.seed + index) >>> 0
  return { file, outputFormat, engine, prompt: render.prompt, seed }
}

/** A result that was made again has another seed than was asked for. */
function seedOf({ seeds }: Readonly<Record<string, unknown>>, index: number): number | undefined {
  const seed: unknown = Array.isArray(seeds) ? seeds[index] : undefined
  return typeof seed === 'number' ? seed : undefined
}

/** Goes on for as long as somebody waits for it. */
async function converted(
  { house, closing }: ApiContext,
  reply: FastifyReply,
  { file, prompt: title, engine, seed }: Output,
  wanted: Conversion,
): Promise<StoredFile> {
  const gone = new AbortController()
  reply.raw.once('close', () => gone.abort(new ServerError('invalid_body', { detail: REASONS.hung_up })))
  const tags = { title, engine, seed, software: `Retimbre ${VERSION}` }
  try {
    return await house.conversions.of(file.key, { wanted, tags, signal: AbortSignal.any([gone.signal, closing]) })
  } catch (error) {
    if (closing.aborted) throw new ServerError('unavailable', {}, { cause: error })
    throw error
  }
}
