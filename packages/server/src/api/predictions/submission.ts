import type { FastifyRequest } from 'fastify'
import { ServerError, submitRefusal } from '../../errors.ts'
import type { RandomBytes } from '../../ids.ts'
import type { Idempotency } from '../../jobs/idempotency.ts'
import type { NewPrediction, Prediction } from '../../jobs/prediction.ts'
import { OUTPUT_FORMATS } from '../../models/parameters.ts'
import type { ApiContext } from '../context.ts'
import { callerOf } from '../gate/authentication.ts'
import { knownModel } from '../models/known-model.ts'
import { invalid, readFields } from '../wavespeed/fields.ts'
import { looksLikeModelId } from '../wavespeed/paths.ts'
import { renderParameters } from '../wavespeed/render-parameters.ts'
import { Switches } from '../wavespeed/switches.ts'
import { type AudioChoice, chooseAudio, removeAudio, storeAudio } from './audio-source.ts'
import { readIdempotency } from './idempotency.ts'
import { requireServable } from './servable.ts'
import { recordUnknown } from './unknown-input.ts'
import { readWebhook } from './webhook.ts'

/** A submit that was found good. */
export interface Submission {
  readonly task: Omit<NewPrediction, 'source'>
  /** Absent for models that start from words alone. */
  readonly audio: AudioChoice | undefined
  /** Hold the answer until the task has ended. */
  readonly held: boolean
}

/** A task that was submitted before, put in place of what a request brings. */
export interface Again {
  readonly body: Readonly<Record<string, unknown>>
  readonly audio: AudioChoice | undefined
}

/**
 * Checks everything about a submit that can be known before the task runs. Nothing has been stored when it returns.
 * @throws ServerError
 */
export async function readSubmission(
  context: ApiContext,
  request: FastifyRequest,
  modelId: string,
  again?: Again,
): Promise<Submission> {
  if (!looksLikeModelId(modelId)) throw new ServerError('not_found')
  const model = knownModel(modelId)
  const { known: switches, unknown: body } = readFields(Switches, again ? again.body : request.body)
  const base64Output = switches.enable_base64_output === true
  const webhook = readWebhook(context, request, { inBody: String(switches.webhook_url), base64Output })
  const { known: input, unknown } = readFields(model.inputs, body)
  const conflict = model.conflict?.(input)
  if (conflict !== undefined) throw invalid(conflict)
  const wanted = renderParameters(model, input)
  const { engine: expectedEngine } = await requireServable(context, model, wanted)
  const audio = again ? again.audio : await givenAudio(context, request, input.audio)
  const { accountId, keyId } = callerOf(request)
  return {
    held: switches.enable_sync_mode === true,
    audio,
    task: {
      ...{ accountId, keyId },
      model: model.id,
      input: shownInput(input, audio),
      render: { ...wanted, expectedEngine },
      unknownInput: recordUnknown(unknown),
      outputFormat: OUTPUT_FORMATS.find((format) => format === input.output_format) ?? 'mp3',
      base64Output,
      seed: typeof input.seed === 'number' ? input.seed : drawSeed(context.tools.random),
      priceMicrodollars: model.priceMicrodollars,
      webhook,
    },
  }
}

/** A submit that is answered. */
export interface Submitted {
  readonly prediction: Prediction
  /** The same had been submitted before, and this is what it made. */
  readonly repeated: boolean
  readonly held: boolean
}

/**
 * Everything from the request to the task that it made, now or when it was sent before.
 * @param what the model, or whatever else says what is asked for beside the body
 * @param read called only when the same was not sent before
 * @throws ServerError
 */
export async function acceptSubmit(
  context: ApiContext,
  request: FastifyRequest,
  what: string,
  read = () => readSubmission(context, request, what),
): Promise<Submitted> {
  try {
    return await accepted(context, request, what, read)
  } catch (error) {
    throw submitRefusal(error)
  }
}

async function accepted(
  context: ApiContext,
  request: FastifyRequest,
  what: string,
  read: () => Promise<Submission>,
): Promise<Submitted> {
  const { accountId } = callerOf(request)
  const idempotency = readIdempotency(request, what)
  const earlier = idempotency && (await context.house.predictions.findSubmitted(accountId, idempotency))
  if (earlier) {
    const { known } = readFields(Switches, request.body)
    return { prediction: earlier, repeated: true, held: known.enable_sync_mode === true }
  }
  const submission = await read()
  return { ...(await submitTask(context, submission, idempotency)), held: submission.held }
}

/**
 * Makes the task exist. A clip that was stored for it goes again when it is refused after all, or when the same submit made
 * the task at the same moment; after any other error the task may exist all the same, so the clip stays.
 * @throws ServerError `insufficient_credits`, or what a key that was used before throws
 */
async function submitTask(
  context: ApiContext,
  { task, audio }: Submission,
  idempotency?: Idempotency,
): Promise<Omit<Submitted, 'held'>> {
  const source = audio ? await storeAudio(context, task.accountId, audio) : null
  const takeBack = async (): Promise<void> => {
    if (audio?.kind === 'inline' && source) await removeAudio(context, task.accountId, source)
  }
  try {
    const submitted = await context.house.predictions.submitOnce({ ...task, source }, idempotency)
    if (submitted.repeated) await takeBack()
    return submitted
  } catch (error) {
    if (error instanceof ServerError) await takeBack()
    throw error
  }
}

async function givenAudio(context: ApiContext, request: FastifyRequest, audio: unknown): Promise<Again['audio']> {
  return typeof audio === 'string' ? chooseAudio(context, request, audio) : undefined
}

function shownInput(
  input: Readonly<Record<string, unknown>>,
  audio: AudioChoice | undefined,
): Readonly<Record<string, unknown>> {
  return audio?.kind === 'inline' ? { ...input, audio: audio.clip.summary } : input
}

/** Uniform over 0 … 2³²−1. */
function drawSeed(random: RandomBytes): number {
  return Buffer.from(random(4)).readUInt32LE()
}
