import type { FastifySchema } from 'fastify'
import { IsObject, type TObject, type TSchema } from 'typebox'
import type { ServerErrorCode } from '../../errors.ts'
import type { CollectedRoute } from './collect-routes.ts'
import type { Components } from './components.ts'
import type { MediaType, Operation, Parameter, Reference, RequestBody, Response } from './document-types.ts'
import type { ErrorResponses } from './error-responses.ts'
import type { AnswerNotes } from './route-notes.ts'
import { operationId, pathParameters } from './route-paths.ts'
import { chapterOf } from './tags.ts'

/** Where the parts of a document that several operations share are kept. */
export interface SharedParts {
  readonly components: Components
  readonly errors: ErrorResponses
}

/** @param path the template that the operation stands under */
export function describeOperation(route: CollectedRoute, path: string, shared: SharedParts): Operation {
  const { schema, method, keyed } = route
  const { summary = `${method} ${path}`, description, tags = ['Service'], deprecated } = schema
  const parameters = describeParameters(schema, path, shared)
  const requestBody = describeBody(schema, shared)
  return {
    operationId: operationId(method, path),
    summary,
    ...(description === undefined ? {} : { description }),
    tags: tags.map(chapterOf),
    ...(deprecated ? { deprecated: true as const } : {}),
    security: keyed ? [{ apiKey: [] }] : [],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(requestBody ? { requestBody } : {}),
    responses: { ...describeAnswers(schema, shared), ...shared.errors.of(possibleErrors(route, path)) },
  }
}

function describeParameters(schema: FastifySchema, path: string, { components }: SharedParts): readonly Parameter[] {
  const inPath = pathParameters(path).map((name) => {
    const property = propertiesOf(schema.params)[name] ?? propertiesOf(schema.params)['*'] ?? { type: 'string' }
    return parameter('path', name, components.use(property), true)
  })
  const others = (where: 'query' | 'header', source: unknown) =>
    Object.entries(propertiesOf(source)).map(([name, property]) =>
      parameter(where, name, components.use(property), requiredOf(source).includes(name) && !hasDefault(property)),
    )
  return [
    ...inPath,
    ...others('query', schema.querystring),
    ...others('query', schema.openapi?.query),
    ...others('header', schema.headers),
    ...others('header', schema.openapi?.headers),
  ]
}

function parameter(where: Parameter['in'], name: string, schema: Parameter['schema'], required: boolean): Parameter {
  const { description, ...rest } = schema
  return { name, in: where, required, ...(typeof description === 'string' ? { description } : {}), schema: rest }
}

function describeBody(schema: FastifySchema, { components }: SharedParts): RequestBody | undefined {
  if (schema.openapi?.body) return { required: true, content: mediaTypes(schema.openapi.body, components) }
  if (!IsObject(schema.body as TSchema)) return undefined
  return { required: true, content: { 'application/json': mediaType(schema.body as TObject, components) } }
}

function mediaType(schema: TSchema, components: Components): MediaType {
  const { example, ...rest } = schema as TSchema & { readonly example?: unknown }
  return { schema: components.use(rest), ...(example === undefined ? {} : { example }) }
}

function describeAnswers(schema: FastifySchema, shared: SharedParts): Readonly<Record<string, Response | Reference>> {
  const validated = Object.entries((schema.response ?? {}) as Readonly<Record<string, TSchema>>)
    .filter(([status]) => /^[1-5]\d\d$/.test(status))
    .map(([status, body]) => [status, describeJson(body, shared)])
  const noted = Object.entries(schema.openapi?.answers ?? {}).map(([status, notes]) => [
    status,
    describeNotes(notes, shared),
  ])
  return Object.fromEntries([...validated, ...noted])
}

function describeJson(
  body: TSchema & { readonly content?: unknown; readonly description?: unknown; readonly type?: unknown },
  { components }: SharedParts,
): Response {
  const description = typeof body.description === 'string' ? body.description : 'It worked.'
  if (body.content !== undefined && body.type === undefined) {
    const content = Object.entries(body.content as Readonly<Record<string, { readonly schema: TSchema }>>)
    return {
      description,
      content: Object.fromEntries(content.map(([type, { schema }]) => [type, { schema: components.use(schema) }])),
    }
  }
  return { description, content: { 'application/json': { schema: components.use(body) } } }
}

function describeNotes({ description, content, headers }: AnswerNotes, { components }: SharedParts): Response {
  const named = Object.entries(headers ?? {}).map(([name, says]) => [
    name,
    { description: says, schema: { type: 'string' } },
  ])
  return {
    description,
    ...(named.length > 0 ? { headers: Object.fromEntries(named) } : {}),
    ...(content ? { content: mediaTypes(content, components) } : {}),
  }
}

function mediaTypes(
  content: Readonly<Record<string, TSchema>>,
  components: Components,
): Readonly<Record<string, MediaType>> {
  return Object.fromEntries(Object.entries(content).map(([type, schema]) => [type, mediaType(schema, components)]))
}

/** What the gate and the readers in front of the route may answer, and what the route says of itself. */
function possibleErrors({ method, schema, keyed }: CollectedRoute, path: string): readonly ServerErrorCode[] {
  const hasBody = method !== 'GET' && method !== 'HEAD'
  const reads = schema.params ?? schema.querystring ?? schema.headers ?? schema.body
  return [
    'forbidden_host',
    'internal',
    ...(keyed ? (['unauthorized', 'account_suspended'] as const) : []),
    ...(hasBody ? (['invalid_body'] as const) : []),
    ...(hasBody && !schema.openapi?.body ? (['body_too_large', 'unsupported_media'] as const) : []),
    ...(reads === undefined ? [] : (['invalid_parameter'] as const)),
    ...(pathParameters(path).length > 0 ? (['not_found'] as const) : []),
    ...(schema.errors ?? []),
  ]
}

function propertiesOf(schema: unknown): Readonly<Record<string, TSchema>> {
  const { properties = {} } = (schema ?? {}) as Partial<TObject>
  return properties
}

function requiredOf(schema: unknown): readonly string[] {
  const { required = [] } = (schema ?? {}) as Partial<TObject>
  return required
}

function hasDefault(schema: TSchema | undefined): boolean {
  return schema !== undefined && 'default' in schema
}
