import { createConfig, lintFromString } from '@redocly/openapi-core'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Type } from 'typebox'
import { expect, test } from 'vitest'
import { readDocument } from '../testing/read-document.test.fixture.ts'
import { collectComponents } from './components.ts'
import type { OpenApiDocument, Operation } from './document-types.ts'
import { TAGS } from './tags.ts'

function operations(document: OpenApiDocument): readonly (readonly [name: string, operation: Operation])[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => [`${method} ${path}`, operation] as const),
  )
}

test('the document is valid by the meta schema of OpenAPI 3.1', async () => {
  expect(await new Validator().validate({ ...(await readDocument()) })).toEqual({ valid: true })
})

test('the document has nothing that the linter minds', async () => {
  // The committed copy has to name some server, and a service on one's own machine is at its loopback.
  const config = await createConfig({ extends: ['recommended'], rules: { 'no-server-example.com': 'off' } })
  const source = JSON.stringify(await readDocument())
  const problems = await lintFromString({ source, absoluteRef: '/openapi.json', config })
  expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([])
})

test('every operation says in a few words what it does, under a chapter that exists', async () => {
  for (const [name, { summary, tags }] of operations(await readDocument())) {
    expect(summary, name).not.toMatch(/^[A-Z]+ \//)
    expect(summary.length, name).toBeLessThan(90)
    expect(tags, name).toHaveLength(1)
    expect(Object.keys(TAGS), name).toContain(tags[0])
  }
})

test('every model has a path of its own, with its own inputs, defaults and ranges', async () => {
  const { components, paths } = await readDocument()
  const { AudioToAudioInput, MusicInput } = components.schemas
  expect(paths['/api/v3/stability-ai/stable-audio-3/music']?.post?.requestBody?.content).toMatchObject({
    'application/json': {
      schema: { $ref: '#/components/schemas/MusicInput' },
      example: { prompt: expect.any(String) },
    },
  })
  expect(MusicInput).toMatchObject({
    required: ['prompt'],
    properties: { duration: { minimum: 1, maximum: 120, default: 30 }, enable_sync_mode: { default: false } },
  })
  expect(MusicInput).not.toHaveProperty('properties.audio')
  expect(AudioToAudioInput).toMatchObject({ required: ['audio', 'prompt'] })
})

test('a key is asked for where the gate asks for one, and failures name their codes', async () => {
  const { paths, components } = await readDocument()
  expect(paths['/api/v3/balance']?.get).toMatchObject({
    security: [{ apiKey: [] }],
    responses: { 401: { $ref: '#/components/responses/Unauthorized' } },
  })
  expect(paths['/healthz']?.get).toMatchObject({ security: [] })
  expect(paths['/healthz']?.get?.responses).not.toHaveProperty('401')
  expect(components.responses.Unauthorized).toMatchObject({
    description: expect.stringContaining('`UNAUTHORIZED`: Missing or unknown API key.'),
    content: {
      'application/json': {
        schema: {
          allOf: [
            { $ref: '#/components/schemas/Error' },
            { properties: { code: { const: 401 }, error_code: { enum: ['UNAUTHORIZED'] } } },
          ],
        },
      },
    },
  })
})

test('a schema with a name becomes one component, and two schemas cannot share a name', () => {
  const components = collectComponents()
  const named = Type.Object({ a: Type.String(), b: Type.Number({ default: 1 }) }, { $id: 'Named' })
  expect(components.use(Type.Array(named))).toEqual({ type: 'array', items: { $ref: '#/components/schemas/Named' } })
  expect(components.use(Type.Record(Type.String(), named))).toEqual({
    type: 'object',
    additionalProperties: { $ref: '#/components/schemas/Named' },
  })
  expect(components.all()).toEqual({
    Named: {
      type: 'object',
      required: ['a'],
      properties: { a: { type: 'string' }, b: { type: 'number', default: 1 } },
    },
  })
  expect(() => components.use(Type.Object({}, { $id: 'Named' }))).toThrow('two schemas are called "Named"')
})
