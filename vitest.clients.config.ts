import { defineConfig } from 'vitest/config'

/** The official clients, unmodified, against the built service. */
export default defineConfig({
  test: {
    include: ['e2e/clients/**/*.e2e.test.ts'],
    globalSetup: 'e2e/clients/shared-service.setup.ts',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // What a run costs is read off the balance of the one account that all files share.
    fileParallelism: false,
    // The clients tell the console of every retry; of a test that passed, nobody wants to read it.
    silent: 'passed-only',
  },
})
