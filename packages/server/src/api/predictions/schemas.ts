import type { FastifySchema } from 'fastify'
import { type TObject, Type } from 'typebox'
import { MODELS } from '../../models/catalogue.ts'
import type { Model } from '../../models/model.ts'
import type { RouteVariant } from '../openapi/route-notes.ts'
import { Success } from '../wavespeed/envelope.ts'
import { API } from '../wavespeed/paths.ts'
import { PredictionObject } from '../wavespeed/prediction.ts'
import { Switches } from '../wavespeed/switches.ts'

const EXAMPLE_INPUTS: Readonly<Record<string, string>> = {
  audio: 'http://127.0.0.1:8787/files/uploads/retimbre-example/neo-soul.mp3',
  prompt: 'downtown dusk neo soul pocket groove',
}

const response = { 200: Success(PredictionObject) }

/** Of a look at one prediction; the first path is the one that answers name. */
export function lookSchema(path: string) {
  return {
    summary: `Get a prediction${path === `${API}/predictions/:id/result` ? '' : ', other path'}`,
    description: 'Ask once a second until `status` is `completed` or `failed`. Another account’s is not found.',
    tags: ['Predictions'],
    deprecated: !path.startsWith(API),
    errors: ['prediction_not_found'],
    params: Type.Object({ id: Type.String({ description: 'Id of the prediction.' }) }),
    response,
  } as const satisfies FastifySchema
}

/** What a submit may be refused with, beside what is wrong with its inputs. */
export const SUBMIT_ERRORS = [
  'insufficient_credits',
  'model_not_installed',
  'webhook_refused',
  'idempotency_key_reused',
  'rate_limited',
  'upload_quota_exceeded',
  'prediction_not_found',
] as const

/** What a submit reads beside its body. */
export const SUBMIT_NOTES = {
  query: Type.Object({
    webhook: Type.Optional(
      Type.String({
        description: 'Where to report the end of the task. Everything behind `webhook=` is the address.',
      }),
    ),
  }),
  headers: Type.Object({
    'Idempotency-Key': Type.Optional(
      Type.String({
        pattern: '^[!-~]{1,255}$',
        description: 'The same key and body within a day: the same prediction, and `Idempotency-Replayed: true`.',
      }),
    ),
  }),
}

/** Of a submit: one path for every model there is, each with the inputs of its own. */
export function submitSchema(version: string) {
  return {
    tags: ['Models'],
    deprecated: version !== API,
    errors: SUBMIT_ERRORS,
    params: Type.Object({ '*': Type.String() }),
    response,
    openapi: {
      ...SUBMIT_NOTES,
      variants: MODELS.map((model) => submitVariant(version, model)),
    },
  } as const satisfies FastifySchema
}

function submitVariant(version: string, model: Model): RouteVariant {
  return {
    url: `${version}/${model.id}`,
    summary: `Submit to ${nameOf(model)}${version === API ? '' : ', version 2'}`,
    description: model.description,
    body: submitBody(model),
  }
}

function submitBody(model: Model): TObject {
  const shown = Object.keys(EXAMPLE_INPUTS).filter((name) => Object.hasOwn(model.inputs.properties, name))
  const example = Object.fromEntries(shown.map((name) => [name, EXAMPLE_INPUTS[name]]))
  const name = nameOf(model).replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())
  return Type.Object({ ...model.inputs.properties, ...Switches.properties }, { $id: `${name}Input`, example })
}

/** The last part of the id; the parts before it are the same for all. */
function nameOf({ id }: Model): string {
  return id.slice(id.lastIndexOf('/') + 1)
}
