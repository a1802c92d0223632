import type {
  MediaType,
  OpenApiDocument,
  Operation,
  Reference,
  RequestBody,
  Response,
} from '../openapi/document-types.ts'
import { type Html, html, inline, prose } from './html.ts'
import { asSchema, componentOf, describeField, fieldsOf, resolved, typeOf } from './schema-view.ts'

/** An operation with the place it stands at. */
export interface PlacedOperation {
  readonly method: string
  readonly path: string
  readonly operation: Operation
}

/** Everything about one operation, to be found under its name. */
export function operationView(document: OpenApiDocument, { method, path, operation }: PlacedOperation): Html {
  const { operationId, summary, description, deprecated, security, requestBody } = operation
  const old = deprecated ? html` <small>older spelling</small>` : undefined
  const key = security.length > 0 ? html`<p class="key">Needs an API key.</p>` : html`<p class="key">Needs no key.</p>`
  return html`<article id="${operationId}">
<h3>${summary}${old}</h3>
<p class="path"><span class="${method}">${method.toUpperCase()}</span> <code>${path}</code></p>
${prose(description)}${key}
${parametersView(operation)}
${requestBody && bodyView(document, requestBody)}
${answersView(document, operation)}
${sampleView(document, method, path, operation)}
</article>
`
}

function parametersView({ parameters = [] }: Operation): Html | undefined {
  if (parameters.length === 0) return undefined
  const fields = parameters.map(({ name, in: place, required, description, schema }) =>
    describeField({
      name,
      type: `${typeOf(schema)}, in the ${place}`,
      required,
      schema: description === undefined ? schema : { ...schema, description },
    }),
  )
  return html`<h4>Parameters</h4><dl>${fields}</dl>`
}

function bodyView(document: OpenApiDocument, { content }: RequestBody): Html {
  const types = Object.entries(content).map(([type, { schema = {} }]) => contentView(document, type, schema))
  return html`<h4>Body</h4>${types}`
}

function contentView(document: OpenApiDocument, type: string, schema: NonNullable<MediaType['schema']>): Html {
  const about = typeof schema.description === 'string' ? html` ${inline(schema.description)}` : undefined
  return html`<p><code>${type}</code>${about}</p>${fieldsOf(document, schema)}`
}

function answersView(document: OpenApiDocument, { responses }: Operation): Html {
  const rows = Object.entries(responses).map(([status, response]) => answerView(document, status, response))
  return html`<h4>Answers</h4><table>${rows}</table>`
}

function answerView(document: OpenApiDocument, status: string, response: Response | Reference): Html {
  const known = '$ref' in response ? document.components.responses[response.$ref.split('/').at(-1) ?? ''] : response
  const { description = '', content = {} } = known ?? {}
  const types = Object.entries(content).map(([type, media]) => answerType(document, type, media))
  const shown = status < '400' || status === '2XX' ? types : []
  return html`<tr><th scope="row">${status}</th><td>${prose(description)}${shown}</td></tr>`
}

/** The envelope is the same everywhere, so only what is in it is shown. */
function answerType(document: OpenApiDocument, type: string, { schema = {} }: MediaType): Html {
  if (type !== 'application/json') return contentView(document, type, schema)
  const data = asSchema(asSchema(resolved(document, schema).properties).data)
  const inner = data.type === 'array' ? asSchema(data.items) : data
  const name = componentOf(inner)
  if (name === undefined) return html`${fieldsOf(document, inner)}`
  const many = data.type === 'array' ? 'a list of ' : ''
  return html`<p><code>data</code> is ${many}<a href="#schema-${name}">${name}</a>.</p>`
}

/** A line for the shell that asks this, as far as a line can. */
function sampleView(document: OpenApiDocument, method: string, path: string, operation: Operation): Html | undefined {
  const content = operation.requestBody?.content ?? {}
  const json = content['application/json']
  if (operation.deprecated || (Object.keys(content).length > 0 && !json)) return undefined
  const lines = [
    `curl ${method === 'get' ? '' : `-X ${method.toUpperCase()} `}${document.servers[0]?.url ?? ''}${path}`,
    ...(operation.security.length > 0 ? ['  -H "Authorization: Bearer $RETIMBRE_API_KEY"'] : []),
    ...(json ? ['  -H "Content-Type: application/json"', `  -d '${JSON.stringify(json.example ?? {})}'`] : []),
  ]
  return method === 'head' ? undefined : html`<h4>Example</h4><pre tabindex="0">${lines.join(' \\\n')}</pre>`
}
