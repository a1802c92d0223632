/** Writes src/api/schema.ts, the types of the HTTP API, from the committed OpenAPI document. */

import { writeFile } from 'node:fs/promises'
import openapiTS, { astToString } from 'openapi-typescript'

const types = astToString(await openapiTS(new URL('../../../docs/openapi.json', import.meta.url)))
const header = '// Made from docs/openapi.json by "npm run api-types -w @retimbre/playground".\n\n'
await writeFile(new URL('../src/api/schema.ts', import.meta.url), header + types)
