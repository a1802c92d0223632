import { createHash } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { memoryServer } from '../testing/memory-server.test.fixture.ts'
import { contentSecurityPolicy } from './content-security-policy.ts'

test('the page is served with a policy that lets its own script run and no other', async () => {
  const { app } = memoryServer()
  const response = await app.inject({ url: '/' })
  expect(response.statusCode).toBe(200)
  expect(response.headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
  })
  const policy = String(response.headers['content-security-policy'])
  const [, script = ''] = /<script>(.*?)<\/script>/s.exec(response.body) ?? []
  const hash = createHash('sha256').update(script).digest('base64')
  expect(script.length).toBeGreaterThan(0)
  expect(policy).toContain(`script-src 'sha256-${hash}';`)
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("media-src 'self' blob:")
  expect(policy).not.toContain('unsafe')
  // The policy knows neither inline handlers nor style attributes, so the page must do without.
  expect(response.body).not.toMatch(/\s(on[a-z]+|style)="/i)
})

test('a published service may be reached from the page under its public address', () => {
  const policy = contentSecurityPolicy('<style>a{}</style>', 'https://audio.example.net')
  expect(policy).toContain("media-src 'self' https://audio.example.net blob:")
  expect(policy).toContain("script-src 'none'")
})

test('a missing page is a 404', async () => {
  const { app } = memoryServer({}, { page: pathToFileURL('/nowhere/page.html') })
  expect((await app.inject({ url: '/' })).json()).toMatchObject({ code: 404, data: null })
})

test('health names the version and what can be run', async () => {
  const { app } = memoryServer()
  expect((await app.inject({ url: '/healthz' })).json()).toEqual({
    code: 200,
    message: 'success',
    data: { status: 'ok', version: expect.any(String), models: ['stability-ai/stable-audio-3/audio-to-audio'] },
  })
})
