import { defineConfig } from 'vitest/config'

/** The built service from outside: real processes, real files. */
export default defineConfig({
  test: { include: ['e2e/*.e2e.test.ts'], testTimeout: 120_000, hookTimeout: 120_000, fileParallelism: false },
})
