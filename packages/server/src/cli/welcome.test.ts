import { expect, test } from 'vitest'
import { welcome } from './welcome.ts'

const ADDRESS = 'http://127.0.0.1:8787'

test('the generated key is shown, in the address of the page and in a command that works when pasted', () => {
  const text = welcome({ address: ADDRESS, generatedKey: 'wsk_made-up' })
  expect(text).toContain(`${ADDRESS}/#key=wsk_made-up`)
  expect(text).toContain('-H "Authorization: Bearer wsk_made-up"')
  expect(text).toContain(`${ADDRESS}/files/uploads/retimbre-example/neo-soul.mp3`)
})

test('a key that somebody chose is named and not shown', () => {
  const text = welcome({ address: ADDRESS, generatedKey: undefined })
  expect(text).toContain('Bearer $RETIMBRE_API_KEY"')
  expect(text).not.toContain('#key=')
})
