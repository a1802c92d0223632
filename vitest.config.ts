import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** Unit and integration tests, run straight from the TypeScript sources (package exports resolve by the `source` condition). */
export default defineConfig({
  resolve: { conditions: ['source', 'node', 'import', 'default'] },
  ssr: { resolve: { conditions: ['source', 'node', 'import', 'default'] } },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'scripts/**/*.test.ts'],
    exclude: ['**/*.lexicon.test.ts', '**/*.e2e.test.ts'],
    // What tests derive from their checkpoints must not fill the cache of whoever runs them.
    env: { XDG_CACHE_HOME: join(tmpdir(), 'retimbre-test-cache') },
    pool: 'forks',
    // Vitest leaves a core free by default, which is half of a small machine.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
