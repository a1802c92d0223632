import { expect, test } from 'vitest'
import { memoryServer } from '../testing/memory-server.test.fixture.ts'
import { html, prose } from './html.ts'

test('the reference shows every operation and schema, each at an anchor of its own', async () => {
  const { app } = memoryServer()
  const page = (await app.inject({ url: '/reference' })).body
  const { paths, components } = (await app.inject({ url: '/openapi.json' })).json()
  const operations = Object.values<Record<string, { operationId: string }>>(paths).flatMap(
    Object.values<{ operationId: string }>,
  )
  const anchors = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  expect(new Set(anchors).size).toBe(anchors.length)
  for (const { operationId } of operations) expect(anchors).toContain(operationId)
  for (const name of Object.keys(components.schemas)) expect(anchors).toContain(`schema-${name}`)
  for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(anchors).toContain(target)
})

test('the reference needs nothing from elsewhere and runs nothing', async () => {
  const { app } = memoryServer()
  const response = await app.inject({ url: '/reference' })
  expect(response.headers['content-type']).toBe('text/html; charset=utf-8')
  const policy = String(response.headers['content-security-policy'])
  expect(policy).toContain("script-src 'none'")
  expect(policy).not.toContain('unsafe')
  expect(response.body).not.toMatch(/<script|<link rel="stylesheet"|\son[a-z]+=|\sstyle="|(src|href)="https?:/i)
})

test('what a description says stays text', () => {
  expect(html`<p>${'<b> & "x"'}</p>`.html).toBe('<p>&lt;b&gt; &amp; &quot;x&quot;</p>')
  expect(prose('One `a<b` and\nmore\n\n- x\n- y').html).toBe(
    '<p>One <code>a&lt;b</code> and\nmore</p><ul><li>x\n</li><li>y</li></ul>'.replace('\n</li>', '</li>'),
  )
})
