import { once } from 'node:events'
import { createServer } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { finished, submit, uploadClip } from '../api.ts'
import { tuneAsMp3 } from '../clip.ts'
import { type DataFolder, preparedDataFolder, type Service, startService } from '../service.ts'
import { CHROMIUM, openPage, type WatchedPage } from './browser.ts'
import { sharedBrowser } from './shared.ts'

let data: DataFolder
let service: Service
let browser: Browser

/** The page as `localhost`, of a server that calls itself `127.0.0.1`; and what is asked of any other host. */
async function openByOtherName(path: string): Promise<WatchedPage & { readonly strayed: string[] }> {
  const { host, port } = new URL(service.url)
  const byName = { ...service, url: `http://localhost:${port}` }
  const watched = await openPage(browser, byName, path)
  const strayed: string[] = []
  watched.page.on('request', (request) => {
    if (new URL(request.url()).host === host) strayed.push(request.url())
  })
  return { ...watched, strayed }
}

describe.skipIf(CHROMIUM === undefined)('the page under another name than its server goes by', () => {
  beforeAll(async () => {
    data = await preparedDataFolder()
    const port = await freePort()
    const environment = { PORT: `${port}`, RETIMBRE_PUBLIC_URL: `http://127.0.0.1:${port}` }
    ;[service, browser] = await Promise.all([startService(data.path, environment), sharedBrowser()])
    const audio = await uploadClip(service, await tuneAsMp3(3), 'my tune.mp3')
    const { id } = await submit(service, { audio, prompt: 'dark and spacious', duration: 3 })
    expect((await finished(service, id)).status).toBe('completed')
  })
  afterAll(async () => {
    await browser?.close()
    await service?.stop()
    data?.remove()
  })

  test('a result of before is heard in the history and on the desk, beside its clip, and downloaded', async () => {
    const { page, complaints, strayed } = await openByOtherName('/history')
    await page.getByRole('button', { name: 'Play: Result' }).click()
    await page.getByRole('button', { name: 'Pause: Result' }).waitFor()
    await page.getByRole('button', { name: 'Details' }).click()
    await page.getByRole('button', { name: /^Open in/ }).click()
    await page.getByText('Source: my-tune.mp3').waitFor()
    await page.locator('canvas').nth(1).waitFor()
    await page.getByRole('button', { name: 'Play', exact: true }).click()
    await page.getByRole('button', { name: 'Pause', exact: true }).waitFor()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download', exact: true }).click(),
    ])
    expect(await file.failure()).toBeNull()
    expect(strayed).toEqual([])
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('a clip is sent, listened to before it is used, and submitted by the address that the server gave it', async () => {
    const { page, complaints, strayed } = await openByOtherName('/play/audio-to-audio')
    await choose(page, Buffer.from(await tuneAsMp3(2)))
    await page.getByRole('button', { name: 'Listen to take.mp3' }).click()
    await page.getByRole('button', { name: 'Pause', exact: true }).first().waitFor()
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('warm')
    const [request] = await Promise.all([
      page.waitForRequest((each) => each.method() === 'POST' && each.url().endsWith('/audio-to-audio')),
      page.getByRole('button', { name: 'Generate' }).click(),
    ])
    expect(request.postDataJSON().audio).toMatch(new RegExp(`^${service.url}/files/uploads/\\w+/take\\.mp3$`))
    expect(strayed).toEqual([])
    expect(complaints).toEqual([])
    await page.context().close()
  })
})

async function choose(page: Page, bytes: Buffer): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: /Choose a clip/ }).click(),
  ])
  await chooser.setFiles({ name: 'take.mp3', mimeType: 'audio/mpeg', buffer: bytes })
}

/** The public URL is set before the server has a port of its own. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address !== null ? address.port : 0
}
