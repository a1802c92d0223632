import { fork } from 'node:child_process'
import { childModule } from '@retimbre/media'
import type { EngineSettings } from './engines/settings.ts'
import { childEnvironment } from './jobs/child-environment.ts'
import { SettingsError } from './settings.ts'

/**
 * Called at start: an execution provider that cannot be used would otherwise fail every job. Tried in a process of its own,
 * because ONNX Runtime has no place in the server's, and because a driver may write to the console or crash. The CPU is
 * always there, so it costs nothing.
 * @throws SettingsError with what the provider lacks
 */
export async function requireProvider({ provider }: Pick<EngineSettings, 'provider'>): Promise<void> {
  if (provider === 'cpu') return
  const complaint = await tried(provider)
  if (complaint !== '') throw new SettingsError(`RETIMBRE_PROVIDER is ${provider}. ${complaint}`)
}

function tried(provider: string): Promise<string> {
  const { path, execArgv } = childModule('./provider-check-main', import.meta.url)
  return new Promise((resolve) => {
    const env = childEnvironment(process.env)
    const child = fork(path, [provider], { execArgv: [...execArgv], env, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
    child.on('message', (complaint) => resolve(String(complaint)))
    child.once('error', ({ message }) => resolve(`It could not be tried: ${message}`))
    // Comes after its message, if it sent one; then this changes nothing.
    child.once('disconnect', () => resolve('Its driver ended the process that tried it.'))
  })
}
