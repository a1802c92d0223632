import type { TestProject } from 'vitest/node'
import { preparedDataFolder, startService } from '../service.ts'
import { CHROMIUM, serveBrowser } from './browser.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Base URL of a service as it comes, with the embedded engine alone. */
    readonly pageUrl: string
    /** Where the one browser of these tests is driven; every page has a profile of its own. */
    readonly browserAddress: string
  }
}

/** One service and one browser for all files: starting both, and their first pages, takes longer than most of the tests. */
export default async function shareServiceAndBrowser(project: TestProject): Promise<() => Promise<void>> {
  if (CHROMIUM === undefined) {
    console.warn('No chromium is installed here (RETIMBRE_CHROMIUM names one elsewhere): the page is not tested.')
    return async () => {}
  }
  const data = await preparedDataFolder()
  const [service, browser] = await Promise.all([startService(data.path), serveBrowser()])
  project.provide('pageUrl', service.url)
  project.provide('browserAddress', browser.wsEndpoint())
  return async () => {
    await browser.close()
    await service.stop()
    data.remove()
  }
}
