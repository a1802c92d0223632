import { fileURLToPath } from 'node:url'

/** Path of a file in the package's `fixtures` folder; `make.sh` there says how each was made. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url))
}
