import { audioToAudio } from '../models/audio-to-audio.ts'

/** What a person needs at the first look: the page, a key, and a command that works when pasted. */
export function welcome({ address, key }: { readonly address: string; readonly key: string | undefined }): string {
  if (key === undefined) {
    return `\n  Retimbre is ready at ${address}\n  Use one of your API keys; this server keeps only their hashes.\n\n`
  }
  return `
  Retimbre is ready.

  Page     ${address}/#key=${key}
  API key  ${key}

  Try it (replace the audio by any file address, or upload one on the page):

  curl ${address}/api/v3/${audioToAudio.id} \\
    -H "Authorization: Bearer ${key}" -H "Content-Type: application/json" \\
    -d '{"audio": "https://example.org/clip.mp3", "prompt": "warm lo-fi hip hop", "enable_sync_mode": true}'

`
}
