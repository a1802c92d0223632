import { pathOfFile } from '../api/addresses/file-path.ts'
import { EXAMPLE_CLIP_KEY } from '../examples/example-files.ts'
import { audioToAudio } from '../models/audio-to-audio.ts'

export interface Welcome {
  readonly address: string
  /** The key that this server made up, which only its console knows; a key that somebody chose is never printed. */
  readonly generatedKey: string | undefined
}

/** What a person needs at the first look: the page, a key, and a command that works when pasted. */
export function welcome({ address, generatedKey }: Welcome): string {
  const shown = generatedKey ?? '$RETIMBRE_API_KEY'
  return `
  Retimbre is ready.

  Page     ${address}/${generatedKey === undefined ? '' : `#key=${generatedKey}`}
  API key  ${generatedKey ?? 'the one in RETIMBRE_API_KEY, or any other that you gave out'}

  Try it, with the example clip:

  curl ${address}/api/v3/${audioToAudio.id} \\
    -H "Authorization: Bearer ${shown}" -H "Content-Type: application/json" \\
    -d '{"audio": "${address}${pathOfFile(EXAMPLE_CLIP_KEY)}", "prompt": "underwater, distant", "enable_sync_mode": true}'

`
}
