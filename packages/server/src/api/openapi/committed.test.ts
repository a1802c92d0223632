import { expect, test } from 'vitest'
import { readDocument } from '../testing/read-document.test.fixture.ts'

test('docs/openapi.json is what the routes say; `npm run openapi` writes it anew', async () => {
  const text = `${JSON.stringify(await readDocument(), undefined, 2)}\n`
  await expect(text).toMatchFileSnapshot('../../../../../docs/openapi.json')
})
