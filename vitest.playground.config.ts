import { defineConfig } from 'vitest/config'

/** The page in a real browser, where there is one, over the built service. */
export default defineConfig({
  test: {
    include: ['e2e/playground/*.e2e.test.ts'],
    globalSetup: 'e2e/playground/shared.setup.ts',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A page on a busy machine takes seconds to show what it knows.
    expect: { poll: { timeout: 15_000 } },
    fileParallelism: false,
  },
})
