import { defineConfig } from 'vitest/config'

/** The built service from outside: real processes, real files. */
export default defineConfig({
  test: {
    include: ['e2e/*.e2e.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Much of a file's time is waiting for processes to start and end, even where there are two cores.
    maxWorkers: 2,
  },
})
