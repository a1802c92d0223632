import { defineConfig } from 'vitest/config'

/** The built service from outside: real processes, real clients, real files. */
export default defineConfig({
  test: {
    include: ['e2e/**/*.e2e.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    // The official clients tell the console of every retry; of a test that passed, nobody wants to read it.
    silent: 'passed-only',
  },
})
