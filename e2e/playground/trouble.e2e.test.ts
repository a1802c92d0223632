import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { call, type Reachable } from '../api.ts'
import { tuneAsMp3 } from '../clip.ts'
import { API_KEY } from '../service.ts'
import { CHROMIUM, openPage } from './browser.ts'
import { fillIn, resultOf } from './desk.ts'
import { sharedBrowser, sharedService } from './shared.ts'

let service: Reachable
let browser: Browser

describe.skipIf(CHROMIUM === undefined)('the page when something goes wrong', () => {
  beforeAll(async () => {
    service = sharedService()
    browser = await sharedBrowser()
  })
  afterAll(() => browser?.close())

  test('a microphone that is granted after the recorder was closed is let go of', async () => {
    const { page } = await openPage(browser, service)
    await watchMicrophones(page, 500)
    await page.getByRole('button', { name: 'Record', exact: true }).click()
    await page.getByRole('button', { name: 'Start recording' }).click()
    await page.getByRole('button', { name: 'Record', exact: true }).click()
    await expect.poll(() => microphones(page)).toEqual(['ended'])
    await page.context().close()
  })

  test('what was recorded is kept when the microphone is unplugged', async () => {
    const { page } = await openPage(browser, service)
    await watchMicrophones(page, 0)
    await page.getByRole('button', { name: 'Record', exact: true }).click()
    await page.getByRole('button', { name: 'Start recording' }).click()
    await page.getByRole('timer').filter({ hasText: '0:01' }).waitFor()
    await page.evaluate(() => {
      const { streams } = globalThis as unknown as { streams: MediaStream[] }
      for (const track of streams[0]?.getTracks() ?? []) track.stop()
    })
    await page.getByText(/^recording-.*\.webm$/).waitFor()
    await page.context().close()
  })

  test('a part of the page that cannot be fetched is said, and the others still open', async () => {
    const { page } = await openPage(browser, service)
    await page.route('**/assets/history-page-*.js', (route) => route.abort())
    await page.getByRole('link', { name: 'History' }).click()
    await page.getByRole('alert').filter({ hasText: 'could not be shown' }).waitFor()
    await page.getByRole('link', { name: 'Keys' }).click()
    await page.getByRole('heading', { name: 'Keys', level: 1 }).waitFor()
    await page.context().close()
  })

  test('a run that cannot be tried again stays where it is', async () => {
    const { page } = await openPage(browser, service)
    await fillIn(page, 'huge cathedral, slow, metallic, orchestral', '120')
    await page.getByRole('button', { name: 'Generate' }).click()
    await page.getByRole('button', { name: 'Cancel', exact: true }).click()
    await page.getByText('Cancelled.').waitFor()
    await page.route('**/api/v3/stability-ai/**', (route) => route.abort('connectionrefused'))
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('The server does not answer').first().waitFor()
    expect(await page.getByRole('button', { name: 'Try again' }).isVisible()).toBe(true)
    await page.unroute('**/api/v3/stability-ai/**')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('Cancelled.').waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: 'Cancel', exact: true }).click()
    await page.context().close()
  })

  test('results that could not be asked for at first come back by themselves', async () => {
    const { page } = await openPage(browser, service)
    await fillIn(page, 'dark and spacious', '2')
    const balance = page.waitForRequest('**/api/v3/balance')
    await page.getByRole('button', { name: 'Generate' }).click()
    await resultOf(page)
    // What a run costs is seen at once.
    await balance
    let refused = 0
    await page.route('**/api/v3/predictions/*', (route) => {
      refused += 1
      return route.abort('connectionrefused')
    })
    await page.reload()
    await expect.poll(() => refused, { timeout: 15_000 }).toBeGreaterThan(0)
    await page.unroute('**/api/v3/predictions/*')
    await page.getByRole('link', { name: 'Download' }).waitFor()
    await page.context().close()
  })

  test('the result that is picked while others are decoded is the one that plays, and one thing sounds at a time', async () => {
    const { page } = await openPage(browser, service)
    await fillIn(page, 'dark and spacious', '2')
    await page.getByRole('button', { name: 'Ladder' }).click()
    await page.getByRole('button', { name: /^4 · / }).waitFor({ timeout: 60_000 })
    const asked = new Set<string>()
    let release = (): void => undefined
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route('**/files/**', async (route) => {
      asked.add(route.request().url())
      await released
      await route.continue()
    })
    await page.locator('body').click({ position: { x: 5, y: 5 } })
    await page.keyboard.press('1')
    await page.keyboard.press('Space')
    await expect.poll(() => asked.size).toBe(2)
    await page.keyboard.press('2')
    await expect.poll(() => asked.size).toBe(3)
    release()
    await page.getByRole('button', { name: 'Pause' }).waitFor()
    expect(await page.getByRole('alert').filter({ hasText: 'cannot be played' }).count()).toBe(0)

    await page.getByRole('button', { name: /^Listen to neo-soul/ }).click()
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor()
    await page.context().close()
  })

  test('another clip has no loop and no picture of the one before', async () => {
    const { page } = await openPage(browser, service)
    await page.getByRole('button', { name: 'Example clip' }).click()
    await page.locator('canvas').first().waitFor()
    await page.getByRole('button', { name: 'Spectrogram' }).click()
    await page.locator('img[src^="blob:"]').first().waitFor({ timeout: 30_000 })
    await page.locator('body').click({ position: { x: 5, y: 5 } })
    await page.keyboard.press('l')
    const loop = page.getByRole('button', { name: /^Loop the selection/ })
    expect(await loop.getAttribute('aria-pressed')).toBe('true')
    await page.route('**/api/v3/media/spectrogram*', () => undefined)
    const file = { name: 'tune.mp3', mimeType: 'audio/mpeg', buffer: Buffer.from(await tuneAsMp3(1)) }
    await page.locator('input[type="file"]').setInputFiles(file)
    await page.getByText('Drawing the spectrogram …').waitFor()
    expect(await loop.getAttribute('aria-pressed')).toBe('false')
    await page.context().close()
  })

  test('a page that nobody looks at leaves its connection to others, and catches up when it is looked at', async () => {
    const { page } = await openPage(browser, service)
    await fillIn(page, 'dark and spacious', '2')
    const following = { begun: 0, ended: 0 }
    page.on('request', (request) => {
      if (request.url().endsWith('/api/v3/events')) following.begun += 1
    })
    page.on('requestfailed', (request) => {
      if (request.url().endsWith('/api/v3/events')) following.ended += 1
    })
    await page.getByRole('button', { name: 'Generate' }).click()
    await page.getByRole('progressbar').first().waitFor()
    await look(page, 'hidden')
    await expect.poll(() => following).toEqual({ begun: 0, ended: 1 })
    await look(page, 'visible')
    await expect.poll(() => following).toEqual({ begun: 1, ended: 1 })
    await resultOf(page)
    await page.context().close()
  })

  test('an example that cannot be played says so, each time', async () => {
    const { page } = await openPage(browser, service)
    await page.route('**/files/**', (route) => route.abort())
    const play = page.getByRole('button', { name: /^Play / }).first()
    const told = page.getByRole('alert').filter({ hasText: 'could not be played' })
    await play.click()
    await told.waitFor()
    await play.click()
    await expect.poll(() => told.count()).toBe(1)
    await page.context().close()
  })

  test('an address with a key that is opened in a page that is there signs in, and the key leaves the address', async () => {
    const { page } = await openPage(browser, service, '/', { signedIn: false })
    await page.getByLabel('API key', { exact: true }).waitFor()
    await page.goto(`${service.url}/#key=${API_KEY}`)
    await page.getByRole('button', { name: 'Generate' }).waitFor()
    expect(page.url()).not.toContain(API_KEY)
    await page.context().close()
  })

  test('an address with another key than the one in use changes nothing before it was agreed to', async () => {
    const { key: other } = await newKey(service)
    const { page } = await openPage(browser, service)
    const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true })
    await prompt.fill('for nobody else')
    await page.goto(`${service.url}/#key=${other}`)
    await page.getByRole('region', { name: 'Another key' }).waitFor()
    expect(page.url()).not.toContain(other)
    await page.getByRole('button', { name: 'Stay signed in as before' }).click()
    await page.getByRole('region', { name: 'Another key' }).waitFor({ state: 'hidden' })
    expect(await keptKey(page)).toContain(API_KEY)

    await page.goto(`${service.url}/#key=${other}`)
    await page.getByRole('button', { name: 'Use the other key' }).click()
    expect(await keptKey(page)).toContain(other)
    await expect.poll(() => prompt.inputValue()).toBe('')

    await page.goto(`${service.url}/#key=${API_KEY}`)
    await page.getByRole('region', { name: 'Another key' }).waitFor()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByLabel('API key', { exact: true }).waitFor()
    expect(await page.getByRole('region', { name: 'Another key' }).count()).toBe(0)
    await page.context().close()
  })

  test('an address with a key takes the place of a key that the server does not know any more', async () => {
    const { page } = await openPage(browser, service)
    await page.getByRole('button', { name: 'Generate' }).waitFor()
    await page.evaluate(() => localStorage.setItem('retimbre-session-key', '"wsk_of-a-server-that-was-here-before"'))
    await page.goto('about:blank')
    await page.goto(`${service.url}/history#key=${API_KEY}`)
    await page.getByRole('heading', { name: 'History', level: 1 }).waitFor()
    await expect.poll(() => keptKey(page)).toContain(API_KEY)
    await page.getByRole('region', { name: 'Another key' }).waitFor({ state: 'hidden' })
    await page.context().close()
  })

  test('whoever is sent away because the key was revoked is told so', async () => {
    const { key, id } = await newKey(service)
    const { page } = await openPage(browser, service, '/', { signedIn: false })
    await page.goto(`${service.url}/#key=${key}`)
    await page.getByRole('button', { name: 'Generate' }).waitFor()
    const headers = { Authorization: `Bearer ${API_KEY}` }
    expect((await fetch(`${service.url}/api/v3/keys/${id}`, { method: 'DELETE', headers })).status).toBe(200)
    // Without a reload: the stream of events ends.
    await page.getByRole('alert').filter({ hasText: 'no longer knows the key of this browser' }).waitFor()
    await page.context().close()
  })

  test('signing out leaves nothing on the desks', async () => {
    const { page } = await openPage(browser, service)
    const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true })
    await prompt.fill('for nobody else')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByLabel('API key', { exact: true }).fill(API_KEY)
    await page.keyboard.press('Enter')
    await expect.poll(() => prompt.inputValue()).toBe('')
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('for nobody else')
    await page.context().close()
  })

  test('an input that was refused is not called wrong any more once it was changed', async () => {
    const { page } = await openPage(browser, service)
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('warm')
    await page.getByRole('button', { name: 'Address', exact: true }).click()
    const address = page.getByRole('textbox', { name: /address/i })
    await address.fill(`${service.url}/files/uploads/retimbre-example/gone.mp3`)
    await address.press('Enter')
    await page.getByRole('button', { name: 'Generate' }).click()
    const told = page.getByRole('alert').filter({ hasText: 'Names a file that is not on this server' })
    await told.waitFor()
    const buffer = Buffer.from(await tuneAsMp3(2))
    await page.locator('input[type=file]').first().setInputFiles({ name: 'new.mp3', mimeType: 'audio/mpeg', buffer })
    await page.getByText('new.mp3', { exact: true }).waitFor()
    await expect.poll(() => told.count()).toBe(0)
    await page.context().close()
  })
})

/** Of the same account, which is enough to be told apart. */
const newKey = (service: Reachable): Promise<{ readonly key: string; readonly id: string }> =>
  call(service, '/api/v3/keys', { name: 'other' })

const keptKey = (page: Page): Promise<string | null> =>
  page.evaluate(() => localStorage.getItem('retimbre-session-key'))

/** As when its tab goes behind another, or comes back. */
const look = (page: Page, state: DocumentVisibilityState): Promise<void> =>
  page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value })
    document.dispatchEvent(new Event('visibilitychange'))
  }, state)

/** Keeps what the page is given, so long after it was asked for, as when somebody has to allow it. */
const watchMicrophones = (page: Page, delayMs: number): Promise<void> =>
  page.evaluate((delay) => {
    const { mediaDevices } = navigator
    const granted = mediaDevices.getUserMedia.bind(mediaDevices)
    const streams: MediaStream[] = []
    Object.assign(globalThis, { streams })
    mediaDevices.getUserMedia = async (wanted) => {
      await new Promise((resolve) => setTimeout(resolve, delay))
      const stream = await granted(wanted)
      streams.push(stream)
      return stream
    }
  }, delayMs)

const microphones = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { streams } = globalThis as unknown as { streams: MediaStream[] }
    return streams.flatMap((stream) => stream.getTracks().map(({ readyState }) => readyState))
  })
