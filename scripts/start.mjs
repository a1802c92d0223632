/** `npm start`: installs what is missing, builds what changed, and runs the service until Ctrl+C. */

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { prepare, ROOT } from './prepare.mjs'

prepare()
const server = spawn(
  process.execPath,
  [join(ROOT, 'packages/server/dist/cli/main.js'), 'serve', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    // A clone keeps its data to itself, so that two clones never meet in one folder.
    env: { RETIMBRE_DATA: join(ROOT, 'data'), ...process.env },
  },
)
// Ctrl+C reaches the whole process group; this process only waits, so that the service can finish in order.
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    if (signal === 'SIGTERM') server.kill(signal)
  })
}
server.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)))
