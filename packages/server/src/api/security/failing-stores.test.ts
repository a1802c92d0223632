import { expect, test } from 'vitest'
import { createLog } from '../log.ts'
import { collectRoutes } from '../openapi/collect-routes.ts'
import { builtPageFolder } from '../page/testing/built-page.test.fixture.ts'
import { buildServer } from '../server.ts'
import { AUDIO_TO_AUDIO, KEY, memoryHouse, NOW } from '../testing/memory-house.test.fixture.ts'
import { MEMORY_SETTINGS } from '../testing/memory-server.test.fixture.ts'

const DETAIL = '/home/operator/.retimbre/database: password authentication failed'

/** A part of the house of which every method fails. */
function broken<Part extends object>(part: Part): Part {
  return new Proxy(part, {
    get: (target, name) =>
      // What is called when the server starts must work, or there is no server to ask.
      typeof Reflect.get(target, name) === 'function' && name !== 'onEnd'
        ? async () => {
            throw new Error(DETAIL)
          }
        : Reflect.get(target, name),
  })
}

test('whichever part of the house fails, no answer carries a path, a stack or a reason', async () => {
  const sound = memoryHouse()
  const { url: page } = await builtPageFolder()
  for (const name of Object.keys(sound) as (keyof typeof sound)[]) {
    const part = sound[name]
    if (name === 'recorded' || name === 'installed' || typeof part !== 'object') continue
    const house = { ...sound, [name]: broken(part) }
    const log = createLog('silent')
    const tools = { clock: () => NOW, random: (count: number) => new Uint8Array(count), log, page }
    const app = buildServer(house, MEMORY_SETTINGS, tools)
    const routes = collectRoutes(app)
    await app.ready()
    let failures = 0
    for (const { method, url } of routes) {
      // A stream has begun when it fails; there is no answer any more to look at.
      if (url.endsWith('/events')) continue
      const path = url
        .replace(':id', 'x')
        .replace('*', url.startsWith('/files') ? `outputs/${'a'.repeat(32)}/0.mp3` : AUDIO_TO_AUDIO)
      const payload = {
        audio: 'https://example.org/a.mp3',
        prompt: 'x',
        name: 'x',
        amount: 1,
        ids: ['x'],
        filename: 'a.mp3',
        size: 1,
      }
      const response = await app.inject({
        method: method as 'GET',
        url: path,
        headers: { authorization: `Bearer ${KEY}` },
        ...(method === 'POST' && { payload }),
      })
      if (response.statusCode < 400) continue
      if (response.statusCode >= 500) failures += 1
      expect(response.body, `${method} ${url}`).not.toMatch(
        /operator|\.retimbre|password|\bat .*\.[jt]s\b|node_modules/,
      )
    }
    await app.close()
    expect(failures, name).toBeGreaterThan(0)
  }
})
