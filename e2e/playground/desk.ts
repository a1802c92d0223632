/** What a person does on the play page, and waits for. */

import type { Page } from 'playwright-core'

/** A small machine with others on it renders a few seconds within this. */
const RENDERED_MS = 60_000

export async function fillIn(page: Page, prompt: string, duration: string): Promise<void> {
  const example = page.getByRole('button', { name: 'Example clip' })
  const promptBox = page.getByRole('textbox', { name: 'Prompt', exact: true })
  await promptBox.waitFor()
  // A desk that is found again has its clip.
  if (await example.isVisible()) await example.click()
  await page.getByRole('slider', { name: /duration/i }).waitFor()
  await promptBox.fill(prompt)
  const box = page.getByRole('textbox', { name: 'Duration, exact' })
  await box.fill(duration)
  await box.press('Enter')
}

/** Until there is a result to listen to. */
export const resultOf = (page: Page): Promise<void> =>
  page.getByRole('link', { name: 'Download' }).waitFor({ timeout: RENDERED_MS })
