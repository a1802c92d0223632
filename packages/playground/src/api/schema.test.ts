import { readFile } from 'node:fs/promises'
import openapiTS, { astToString } from 'openapi-typescript'
import { expect, test } from 'vitest'

test('the types of the API are those of the committed OpenAPI document', async () => {
  const made = astToString(await openapiTS(new URL('../../../../docs/openapi.json', import.meta.url)))
  const committed = await readFile(new URL('schema.ts', import.meta.url), 'utf8')
  expect(committed.endsWith(made), 'run: npm run api-types -w @retimbre/playground').toBe(true)
})
