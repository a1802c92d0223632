import { VERSION } from '../../version.ts'
import { describeCallbacks } from './callbacks.ts'
import type { CollectedRoute } from './collect-routes.ts'
import { collectComponents } from './components.ts'
import type { Method, OpenApiDocument, Operation } from './document-types.ts'
import { collectErrorResponses } from './error-responses.ts'
import { describeOperation } from './operation.ts'
import { pathTemplate } from './route-paths.ts'
import { TAGS } from './tags.ts'

const INTRODUCTION = `Retimbre turns a clip and a sentence into a new clip. It speaks the WaveSpeed API, so that
clients of that service work here unchanged: submit a task to a model, then ask for its prediction until it has ended.

Every answer in JSON has one shape: \`{"code": 200, "message": "success", "data": …}\` with HTTP 200 when it worked, and
else the same \`code\` as the HTTP status, a sentence in \`message\` (again in \`error\`), a name in \`error_code\` and
\`data\` null. A task that fails is no failed request: its prediction says \`failed\`, why, and costs nothing.

Bodies are read leniently: a number may come as text and a text as a number, \`null\` and \`""\` count as left out, and
fields that are not known are passed over.`

/** The OpenAPI document of the routes that were collected, without the address that it is read at. */
export type DocumentBody = Omit<OpenApiDocument, 'servers'>

/** Made once: the routes do not change while the server runs. */
export function describeApi(routes: readonly CollectedRoute[]): DocumentBody {
  const components = collectComponents()
  const errors = collectErrorResponses(components)
  const paths: Record<string, Partial<Record<Method, Operation>>> = {}
  for (const route of routes.flatMap(expand)) {
    const path = pathTemplate(route.url)
    const item = paths[path] ?? {}
    paths[path] = item
    item[methodOf(route)] = describeOperation(route, path, { components, errors })
  }
  const webhooks = describeCallbacks(components)
  return {
    openapi: '3.1.1',
    info: {
      title: 'Retimbre',
      version: VERSION,
      summary: 'A clip and a sentence in, the clip transformed out.',
      description: INTRODUCTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    webhooks,
    components: {
      schemas: components.all(),
      responses: errors.all(),
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key: `Authorization: Bearer wsk_…`.' },
      },
    },
  }
}

/** A route with a wildcard becomes the paths that it stands for, where it names them. */
function expand(route: CollectedRoute): readonly CollectedRoute[] {
  const { openapi, params, ...schema } = route.schema
  if (openapi?.hidden || route.method === 'OPTIONS') return []
  if (openapi?.variants === undefined) return [route]
  const { variants, ...notes } = openapi
  return variants.map(({ url, summary, description, body }) => ({
    ...route,
    url,
    schema: { ...schema, openapi: notes, summary, description, body },
  }))
}

function methodOf({ method }: CollectedRoute): Method {
  return method.toLowerCase() as Method
}
