import { defineConfig } from 'vitest/config'

/** The long form of the durability test: some minutes, not part of `npm test`. */
export default defineConfig({
  test: { include: ['e2e/chaos/*.chaos.test.ts'], testTimeout: 3_600_000, disableConsoleIntercept: true },
})
