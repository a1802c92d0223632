import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DataFolder, preparedDataFolder, type Service, startService } from '../service.ts'
import { CHROMIUM, NARROW, openPage } from './browser.ts'
import { sharedBrowser } from './shared.ts'

let data: DataFolder
let service: Service
let browser: Browser

const SETTINGS = { RETIMBRE_BILLING: 'on', RETIMBRE_RETENTION_DAYS: '3', RETIMBRE_MAX_UPLOAD_MB: '1' }

describe.skipIf(CHROMIUM === undefined)('the page of a server that is set up in its own way', () => {
  beforeAll(async () => {
    data = await preparedDataFolder()
    ;[service, browser] = await Promise.all([startService(data.path, SETTINGS), sharedBrowser()])
  })
  afterAll(async () => {
    await browser?.close()
    await service?.stop()
    data?.remove()
  })

  test('it says how long things are kept, what is charged, and how large a clip may be', async () => {
    const { page, complaints } = await openPage(browser, service, '/history')
    await page.getByText('are kept for 3 days').waitFor()
    await page.getByRole('link', { name: /^Balance: \$\d/ }).click()
    await page.getByRole('heading', { name: 'Balance' }).waitFor()
    await page.goto(`${service.url}/play/audio-to-audio`)
    await page.getByText('a run', { exact: false }).first().waitFor()
    expect(await page.getByText('not charged here').count()).toBe(0)
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: /Choose a clip/ }).click(),
    ])
    await chooser.setFiles({ name: 'long.wav', mimeType: 'audio/wav', buffer: Buffer.alloc(2 ** 20 + 1) })
    await page.getByRole('alert').filter({ hasText: 'larger than 1 MB' }).waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test.each(['en', 'tr'])('on a narrow screen the link of the present page is in sight (%s)', async (language) => {
    const { page } = await openPage(browser, service, '/', { viewport: NARROW })
    await page.getByRole('combobox', { name: 'Language' }).selectOption(language)
    for (const path of ['/play/audio-outpainting', '/history', '/billing', '/play/audio-to-audio']) {
      await page.goto(`${service.url}${path}`)
      await expect.poll(() => isCurrentInSight(page)).toBe(true)
    }
    const more = page.getByRole('button', {
      name: language === 'en' ? 'Pages further to the right' : 'Sağdaki sayfalar',
    })
    await more.click()
    await expect.poll(() => isCurrentInSight(page)).toBe(false)
    await page
      .getByRole('button', { name: language === 'en' ? 'Pages further to the left' : 'Soldaki sayfalar' })
      .click()
    await expect.poll(() => isCurrentInSight(page)).toBe(true)
    await page.context().close()
  })
})

const isCurrentInSight = (page: Page): Promise<boolean> =>
  page
    .locator('nav a[aria-current=page]')
    .first()
    .evaluate((link) => {
      const { left, right } = link.getBoundingClientRect()
      return left >= 0 && right <= innerWidth
    })
