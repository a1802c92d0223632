/** `npm run screenshots`: pictures of the page for the README, of a real render, in docs/images. */

import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { dataFolder, startService } from '../service.ts'
import { CHROMIUM, launchBrowser, NARROW, openPage, WIDE } from './browser.ts'
import { fillIn, resultOf } from './desk.ts'

const FOLDER = fileURLToPath(new URL('../../docs/images/', import.meta.url))
const PROMPT = 'dark cinematic ambient, distant metallic textures, slow and spacious'

const PICTURES = [
  { name: 'playground', viewport: WIDE, colorScheme: 'dark', locale: 'en-GB' },
  { name: 'playground-narrow', viewport: NARROW, colorScheme: 'light', locale: 'tr-TR' },
] as const

/** Both waveforms, and the small ones of the examples, one after the other. */
async function expectDrawn(page: Page): Promise<void> {
  await page.locator('canvas').nth(1).waitFor()
  await page.locator('svg path').last().waitFor()
}

if (CHROMIUM === undefined) process.exit(1)
mkdirSync(FOLDER, { recursive: true })
const data = dataFolder()
const [service, browser] = await Promise.all([startService(data.path), launchBrowser()])
try {
  for (const { name, ...looks } of PICTURES) {
    const { page } = await openPage(browser, service, '/', { ...looks, locale: 'en-GB' })
    await fillIn(page, PROMPT, '12')
    await page.getByRole('button', { name: 'Generate' }).click()
    await resultOf(page)
    await page.getByRole('heading', { name: 'What was understood' }).waitFor()
    if (looks.locale === 'tr-TR') await page.getByRole('combobox', { name: 'Language' }).selectOption('tr')
    await expectDrawn(page)
    await page.evaluate(() => {
      window.scrollTo(0, 0)
    })
    if (looks.viewport === NARROW) await page.locator('canvas').first().scrollIntoViewIfNeeded()
    await page.screenshot({ path: `${FOLDER}${name}.png` })
    await page.context().close()
    console.log(`docs/images/${name}.png`)
  }
} finally {
  await browser.close()
  await service.stop()
  data.remove()
}
