import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { childModule } from '@retimbre/media'
import { expect, test } from 'vitest'

// A Vulkan driver in software: chromium brings it, and it is enough for Dawn, where Mesa's lavapipe is not.
const SOFTWARE_DRIVERS = ['/usr/lib/chromium/vk_swiftshader_icd.json', '/opt/google/chrome/vk_swiftshader_icd.json']
const driver = process.env.VK_ICD_FILENAMES ?? SOFTWARE_DRIVERS.find((path) => existsSync(path))
const reason = driver === undefined ? ' (skipped: no Vulkan driver in software is installed)' : ''

test.runIf(driver)(`the layers run on WebGPU alone and agree with the CPU${reason}`, async () => {
  const { path, execArgv } = childModule('../testing/webgpu-main', import.meta.url)
  const { stdout } = await promisify(execFile)(process.execPath, [...execArgv, path], {
    env: { ...process.env, VK_ICD_FILENAMES: driver },
  })
  // 3.5e-8 was reached.
  expect(JSON.parse(stdout)).toEqual({ relativeError: expect.any(Number) })
  expect(JSON.parse(stdout).relativeError).toBeLessThan(1e-6)
})
