import type { TestProject } from 'vitest/node'
import { preparedDataFolder, startService } from '../service.ts'
import { PYTHON_SDK } from './python.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Base URL of the service that all files of this suite share; runs are charged there. */
    readonly serviceUrl: string
  }
}

/** One service for the whole suite: starting one takes longer than most of the tests. */
export default async function shareService(project: TestProject): Promise<() => Promise<void>> {
  if (!PYTHON_SDK) console.warn('The tests of the Python SDK are skipped: `python3 -c "import wavespeed"` fails here.')
  const data = await preparedDataFolder()
  const service = await startService(data.path, {
    RETIMBRE_BILLING: 'on',
    RETIMBRE_ALLOW_SOURCE_HOSTS: '127.0.0.1',
    RETIMBRE_ALLOW_WEBHOOK_HOSTS: '127.0.0.1',
  })
  project.provide('serviceUrl', service.url)
  return async () => {
    await service.stop()
    data.remove()
  }
}
