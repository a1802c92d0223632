import fc from 'fast-check'
import type { Operation, Parameter, Schema } from '../document-types.ts'
import { anyJson, asSchema, fieldOf, nastyText, resolve, type Sources, valuesOf } from './schema-values.test.fixture.ts'

/** A request as it goes to the server; printed as it stands when it was answered badly. */
export interface GeneratedRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Partial<Record<string, string>>>
  readonly payload?: string
}

export interface Target extends Sources {
  readonly method: string
  readonly path: string
  readonly operation: Operation
}

/** Requests to one operation: right ones, ones with something wrong, and such as nobody would send in good faith. */
export function requestsTo(target: Target): fc.Arbitrary<GeneratedRequest> {
  const { operation, method } = target
  const parameters = operation.parameters ?? []
  return fc
    .record({
      path: pathOf(target, parameters),
      query: queryOf(target, parameters),
      headers: headersOf(parameters),
      body: bodyOf(target),
    })
    .map(({ path, query, headers, body }) => ({
      method: method.toUpperCase(),
      url: path + query,
      headers: { ...headers, ...body.headers },
      ...(body.payload === undefined ? {} : { payload: body.payload }),
    }))
}

function pathOf({ path, known }: Target, parameters: readonly Parameter[]): fc.Arbitrary<string> {
  const names = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)
  const values = names.map((name) => {
    const good = (known[name] ?? known.id ?? ['x']).map(String)
    return fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...good) },
      { weight: 2, arbitrary: nastyText.map(encoded) },
      { weight: 1, arbitrary: fc.constantFrom('%', '%ff', '..%2f..', '*', 'x'.repeat(3000)) },
    )
  })
  return fc
    .tuple(...values)
    .map((chosen) => names.reduce((url, name, index) => url.replace(`{${name}}`, () => chosen[index] || 'x'), path))
}

function encoded(text: string): string {
  return encodeURIComponent(sendable(text))
}

/** Half a surrogate pair has no bytes in UTF-8; inside JSON it goes escaped. */
function sendable(text: string): string {
  return text.replace(/[\ud800-\udfff]/gu, '\ufffd')
}

function queryOf(sources: Target, parameters: readonly Parameter[]): fc.Arbitrary<string> {
  const pairs = parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, schema }) => {
      const good = fieldOf(sources, name, schema).map((value) => [`${name}=${encoded(String(value))}`])
      const bad = nastyText.map((value) => [`${name}=${encoded(value)}`])
      const odd = fc.constantFrom([name], [`${name}=1`, `${name}=2`], [`${name}[]=1`], [`${name}=%zz`])
      return fc.oneof(
        { weight: 3, arbitrary: fc.constant<string[]>([]) },
        { weight: 2, arbitrary: good },
        { weight: 1, arbitrary: bad },
        { weight: 1, arbitrary: odd },
      )
    })
  const stray = fc.constantFrom<string[]>([], [], [], ['x=1'], ['__proto__=1'], ['&&=&'])
  return fc.tuple(...pairs, stray).map((lists) => {
    const query = lists.flat().join('&')
    return query === '' ? '' : `?${query}`
  })
}

function headersOf(parameters: readonly Parameter[]): fc.Arbitrary<Partial<Record<string, string>>> {
  const names = parameters.filter((parameter) => parameter.in === 'header').map(({ name }) => name.toLowerCase())
  const text = fc.oneof(
    fc.constantFrom('', '*', '0', 'bytes=0-', 'bytes=5-2', 'bytes=-99999999999999999999', '"x"', 'a'.repeat(500)),
    fc.string({ maxLength: 40 }),
  )
  const values = Object.fromEntries([...names, 'x-client-name', 'accept', 'if-none-match'].map((name) => [name, text]))
  return fc.record(values, { requiredKeys: [] })
}

interface Body {
  readonly headers: Readonly<Record<string, string>>
  readonly payload?: string
}

const JSON_TYPE = { 'content-type': 'application/json' }
const BOUNDARY = 'x-boundary-x'

const STRANGE_BODIES: readonly Body[] = [
  { headers: {} },
  { headers: JSON_TYPE },
  { headers: JSON_TYPE, payload: '{' },
  { headers: JSON_TYPE, payload: 'null' },
  { headers: JSON_TYPE, payload: '[]' },
  { headers: JSON_TYPE, payload: '"text"' },
  { headers: JSON_TYPE, payload: '\ufeff{}' },
  { headers: JSON_TYPE, payload: '{"a":1,"a":2}' },
  { headers: JSON_TYPE, payload: `{"__proto__":{"x":1}}` },
  { headers: JSON_TYPE, payload: '['.repeat(5000) },
  { headers: { 'content-type': 'application/json; charset=utf-16' }, payload: '{}' },
  { headers: { 'content-type': 'text/plain' }, payload: '{}' },
  { headers: { 'content-type': 'application/xml' }, payload: '<a/>' },
  { headers: { 'content-type': ';;;' }, payload: '{}' },
  { headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: 'a=1' },
  { headers: { 'content-type': 'multipart/form-data' }, payload: 'x' },
  { headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }, payload: '' },
  { headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }, payload: `--${BOUNDARY}--\r\n` },
  { headers: { 'content-type': `multipart/form-data; boundary=${'b'.repeat(400)}` }, payload: 'x' },
]

function bodyOf(target: Target): fc.Arbitrary<Body> {
  const { method, operation } = target
  if (method === 'get' || method === 'head') return fc.constant({ headers: {} })
  const strange = fc.constantFrom(...STRANGE_BODIES)
  const content = operation.requestBody?.content ?? {}
  if (content['multipart/form-data']) {
    return fc.oneof({ weight: 3, arbitrary: formBodies }, { weight: 1, arbitrary: strange })
  }
  if (content['*/*'])
    return fc.oneof(
      strange,
      nastyText.map((payload) => ({ headers: {}, payload })),
    )
  const schema = content['application/json']?.schema
  if (!schema) return fc.oneof(strange, fc.constant({ headers: JSON_TYPE, payload: '{}' }))
  const values = fc.oneof(
    { weight: 4, arbitrary: valuesOf(target, schema) },
    { weight: 5, arbitrary: nearlyValid(target, schema) },
    { weight: 1, arbitrary: anyJson },
  )
  return fc.oneof(
    { weight: 8, arbitrary: values.map((value) => ({ headers: JSON_TYPE, payload: JSON.stringify(value) })) },
    { weight: 1, arbitrary: strange },
  )
}

/** A valid value with one or two of its fields put out of order, or taken away. */
function nearlyValid(sources: Sources, schema: Schema): fc.Arbitrary<unknown> {
  const names = Object.keys(asSchema(resolve(sources.document, schema).properties))
  if (names.length === 0) return anyJson
  const change = fc.tuple(fc.constantFrom(...names, 'stray'), fc.option(anyJson, { nil: undefined, freq: 8 }))
  return fc
    .tuple(valuesOf(sources, schema), fc.array(change, { minLength: 1, maxLength: 2 }))
    .map(([value, changes]) => ({ ...asSchema(value), ...Object.fromEntries(changes) }))
}

const formBodies: fc.Arbitrary<Body> = fc
  .record({
    name: fc.constantFrom('file', 'file', 'file', 'other', ''),
    filename: fc.option(nastyText, { freq: 5 }),
    content: fc.oneof(nastyText, fc.constantFrom('RIFF....WAVEfmt ', 'ID3\x03')),
    ending: fc.constantFrom(`\r\n--${BOUNDARY}--\r\n`, `\r\n--${BOUNDARY}--\r\n`, '', `\r\n--${BOUNDARY}`),
  })
  .map(({ name, filename, content, ending }) => {
    const named = filename === null ? '' : `; filename="${sendable(filename).replace(/[\r\n"]/g, '_')}"`
    const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${named}\r\n\r\n`
    const headers = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }
    return { headers, payload: head + sendable(content) + ending }
  })
