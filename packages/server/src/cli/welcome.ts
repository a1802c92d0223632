import { pathOfFile } from '../api/addresses/file-path.ts'
import { audioToAudio } from '../models/audio-to-audio.ts'
import { EXAMPLE_CLIP_KEY } from '../store/example-clip.ts'

/** What a person needs at the first look: the page, a key, and a command that works when pasted. */
export function welcome({ address, key }: { readonly address: string; readonly key: string | undefined }): string {
  if (key === undefined) {
    return `\n  Retimbre is ready at ${address}\n  Use one of your API keys; this server keeps only their hashes.\n\n`
  }
  return `
  Retimbre is ready.

  Page     ${address}/#key=${key}
  API key  ${key}

  Try it, with the example clip:

  curl ${address}/api/v3/${audioToAudio.id} \\
    -H "Authorization: Bearer ${key}" -H "Content-Type: application/json" \\
    -d '{"audio": "${address}${pathOfFile(EXAMPLE_CLIP_KEY)}", "prompt": "underwater, distant", "enable_sync_mode": true}'

`
}
