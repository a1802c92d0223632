import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const NOT_HERE = ['**/*.lexicon.test.ts', '**/*.e2e.test.ts']
const conditions = ['source', 'node', 'import', 'default']

/** What puts something else in the place of a module needs a process of its own. */
const MODULE_MOCKS = ['packages/stable-audio/src/stable-audio.turns.test.ts']

/** Unit and integration tests, run straight from the TypeScript sources (package exports resolve by the `source` condition). */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    exclude: NOT_HERE,
    // What tests derive from their checkpoints must not fill the cache of whoever runs them.
    env: { XDG_CACHE_HOME: join(tmpdir(), 'retimbre-test-cache') },
    pool: 'forks',
    // Vitest leaves a core free by default, which is half of a small machine.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'alone',
          include: ['packages/{server,playground}/src/**/*.test.ts', 'scripts/**/*.test.ts', ...MODULE_MOCKS],
        },
      },
      // Functions of numbers keep nothing between files, and a process for each would cost a third of their time.
      {
        extends: true,
        test: {
          name: 'in one process',
          include: ['packages/{media,restyle,stable-audio}/src/**/*.test.ts'],
          exclude: [...NOT_HERE, ...MODULE_MOCKS],
          isolate: false,
        },
      },
    ],
  },
})
