import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cleanEnvironment } from '../service.ts'

/**
 * A scratch folder that client programs take for the user's home. The CLI and the MCP server keep logins, the catalogue
 * and uploaded addresses there, for up to a day and found by base URL: those of another test must not answer for us.
 */
export interface Home {
  readonly path: string
  environment(extra?: Readonly<Record<string, string>>): Record<string, string>
  /** Writes a file into the folder and returns its path. */
  write(name: string, content: Uint8Array | string): string
  remove(): void
}

export function scratchHome(): Home {
  const path = mkdtempSync(join(tmpdir(), 'retimbre-clients-'))
  const config = join(path, '.config')
  mkdirSync(config)
  return {
    path,
    environment: (extra = {}) =>
      cleanEnvironment({
        HOME: path,
        USERPROFILE: path,
        XDG_CONFIG_HOME: config,
        XDG_CACHE_HOME: join(path, '.cache'),
        ...extra,
      }),
    write(name, content) {
      const file = join(path, name)
      writeFileSync(file, content)
      return file
    },
    remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }),
  }
}
