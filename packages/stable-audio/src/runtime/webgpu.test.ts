import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { childModule } from '@retimbre/media'
import { expect, test } from 'vitest'

// A Vulkan driver in software: chromium brings it, and it is enough for Dawn, where Mesa's lavapipe is not.
const SOFTWARE_DRIVERS = ['/usr/lib/chromium/vk_swiftshader_icd.json', '/opt/google/chrome/vk_swiftshader_icd.json']
// Its shaders are compiled and run on the CPU: a minute, and several times that beside other tests.
const PATIENCE_MS = 600_000
const driver = process.env.VK_ICD_FILENAMES ?? SOFTWARE_DRIVERS.find((path) => existsSync(path))
const reason = driver === undefined ? ' (skipped: no Vulkan driver in software is installed)' : ''

test.runIf(driver)(
  `layers, codecs and a whole generation run right on WebGPU, with nothing left to the CPU${reason}`,
  async () => {
    const { path, execArgv } = childModule('../testing/webgpu-main', import.meta.url)
    const { stdout } = await promisify(execFile)(process.execPath, [...execArgv, path], {
      env: { ...process.env, VK_ICD_FILENAMES: driver },
    })
    const { layers, codec, checkpoint } = JSON.parse(stdout) as Record<'layers' | 'codec' | 'checkpoint', number>
    // Reached: 2.2e-8, 2.1e-7, 1.3e-6.
    expect(layers).toBeLessThan(1e-6)
    expect(codec).toBeLessThan(1e-5)
    expect(checkpoint).toBeLessThan(1e-5)
  },
  PATIENCE_MS,
)
