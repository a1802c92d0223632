import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { childModule } from '@retimbre/media'
import { expect, test } from 'vitest'

// A Vulkan driver in software: chromium brings it, and it is enough for Dawn, where Mesa's lavapipe is not.
const SOFTWARE_DRIVERS = ['/usr/lib/chromium/vk_swiftshader_icd.json', '/opt/google/chrome/vk_swiftshader_icd.json']
// Its shaders are compiled and run on the CPU: 10 s, and several times that beside other tests.
const PATIENCE_MS = 240_000
const driver = process.env.VK_ICD_FILENAMES ?? SOFTWARE_DRIVERS.find((path) => existsSync(path))
const reason = driver === undefined ? ' (skipped: no Vulkan driver in software is installed)' : ''

test.runIf(driver)(
  `layers and a step of the DiT run on WebGPU alone and agree with the CPU${reason}`,
  async () => {
    const { path, execArgv } = childModule('../testing/webgpu-main', import.meta.url)
    const { stdout } = await promisify(execFile)(process.execPath, [...execArgv, path], {
      env: { ...process.env, VK_ICD_FILENAMES: driver },
    })
    const { layers, step } = JSON.parse(stdout) as { layers: number; step: number }
    // 3.5e-8 was reached by the layers, 4.6e-7 by the step.
    expect(layers).toBeLessThan(1e-6)
    expect(step).toBeLessThan(1e-5)
  },
  PATIENCE_MS,
)
