import { fork } from 'node:child_process'
import { once } from 'node:events'
import { expect, test, vi } from 'vitest'
import { isRunning, jobFolders } from '../testing/leftovers.ts'
import { usePrivateTempFolder } from '../testing/private-temp-folder.ts'
import { childModule } from './module.ts'

usePrivateTempFolder()

test('when the parent is killed, its busy child goes too and takes the job folder along', async () => {
  const { path, execArgv } = childModule('../testing/busy-parent', import.meta.url)
  const parent = fork(path, { execArgv: [...execArgv] })
  const [{ childPid }] = (await once(parent, 'message')) as [{ childPid: number }]
  expect(jobFolders()).toHaveLength(1)
  parent.kill('SIGKILL')
  await once(parent, 'exit')
  await vi.waitFor(() => expect(isRunning(childPid)).toBe(false), { timeout: 10_000, interval: 20 })
  expect(jobFolders()).toEqual([])
})
