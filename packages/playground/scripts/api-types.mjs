/** Writes src/api/schema.ts, the types of the HTTP API, from the committed OpenAPI document. */

import { readFile, writeFile } from 'node:fs/promises'
import openapiTS, { astToString } from 'openapi-typescript'

const DOCUMENT = new URL('../../../docs/openapi.json', import.meta.url)
const TYPES = new URL('../src/api/schema.ts', import.meta.url)

const types = `// Made from docs/openapi.json by "npm run api-types -w @retimbre/playground".\n\n${astToString(await openapiTS(DOCUMENT))}`
if (process.argv.includes('--check')) {
  if ((await readFile(TYPES, 'utf8')) === types) process.exit(0)
  console.error('packages/playground/src/api/schema.ts is older than docs/openapi.json.')
  console.error('Run: npm run api-types -w @retimbre/playground')
  process.exit(1)
}
await writeFile(TYPES, types)
