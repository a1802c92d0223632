import type { FastifyRequest } from 'fastify'
import { ServerError } from '../../errors.ts'
import type { RandomBytes } from '../../ids.ts'
import type { NewPrediction, Prediction } from '../../jobs/prediction.ts'
import { OUTPUT_FORMATS } from '../../models/parameters.ts'
import type { ApiContext } from '../context.ts'
import { callerOf } from '../gate/authentication.ts'
import { knownModel } from '../models/known-model.ts'
import { invalid, readFields } from '../wavespeed/fields.ts'
import { looksLikeModelId } from '../wavespeed/paths.ts'
import { renderParameters } from '../wavespeed/render-parameters.ts'
import { Switches } from '../wavespeed/switches.ts'
import { type AudioChoice, chooseAudio, storeAudio } from './audio-source.ts'
import { requireServable } from './servable.ts'
import { recordUnknown } from './unknown-input.ts'

/** A submit that was found good. */
export interface Submission {
  readonly task: Omit<NewPrediction, 'source'>
  /** Absent for models that start from words alone. */
  readonly audio: AudioChoice | undefined
  /** Hold the answer until the task has ended. */
  readonly held: boolean
}

/**
 * Checks everything about a submit that can be known before the task runs. Nothing has been stored when it returns.
 * @throws ServerError
 */
export async function readSubmission(
  context: ApiContext,
  request: FastifyRequest,
  modelId: string,
): Promise<Submission> {
  if (!looksLikeModelId(modelId)) throw new ServerError('not_found')
  const model = knownModel(modelId)
  const { known: switches, unknown: body } = readFields(Switches, request.body)
  const base64Output = switches.enable_base64_output === true
  refuseWebhook(request, switches, base64Output)
  const { known: input, unknown } = readFields(model.inputs, body)
  const conflict = model.conflict?.(input)
  if (conflict !== undefined) throw invalid(conflict)
  const wanted = renderParameters(model, input)
  const { engine: expectedEngine } = await requireServable(context, model, wanted)
  const audio = typeof input.audio === 'string' ? await chooseAudio(context, request, input.audio) : undefined
  return {
    held: switches.enable_sync_mode === true,
    audio,
    task: {
      ...callerOf(request),
      model: model.id,
      input: shownInput(input, audio),
      render: { ...wanted, expectedEngine },
      unknownInput: recordUnknown(unknown),
      outputFormat: OUTPUT_FORMATS.find((format) => format === input.output_format) ?? 'mp3',
      base64Output,
      seed: typeof input.seed === 'number' ? input.seed : drawSeed(context.tools.random),
      priceMicrodollars: model.priceMicrodollars,
    },
  }
}

/**
 * Makes the task exist. A clip that was stored for it goes again when the account cannot pay; after any other error the
 * task may exist all the same, so the clip stays.
 * @throws ServerError `insufficient_credits`
 */
export async function submitTask(context: ApiContext, { task, audio }: Submission): Promise<Prediction> {
  const source = audio ? await storeAudio(context, task.accountId, audio) : null
  try {
    return await context.house.predictions.submit({ ...task, source })
  } catch (error) {
    const refused = error instanceof ServerError && error.code === 'insufficient_credits'
    if (refused && audio?.kind === 'inline' && source?.kind === 'file') await context.house.files.delete(source.key)
    throw error
  }
}

function refuseWebhook(
  request: FastifyRequest,
  switches: Readonly<Record<string, unknown>>,
  base64Output: boolean,
): void {
  if (!/[?&]webhook=[^&]/.test(request.url) && switches.webhook_url === '') return
  if (base64Output) throw invalid('field "enable_base64_output" cannot be combined with a webhook')
  throw new ServerError('webhook_unavailable')
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
