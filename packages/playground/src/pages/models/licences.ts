const ADDRESSES = {
  'Stability AI Community License': 'https://stability.ai/license',
  'Gemma Terms of Use': 'https://ai.google.dev/gemma/terms',
} as const

/** What the server says of a checkpoint that somebody brought. */
export const OWN_LICENCE = 'that of its own files'

/** The licences that a sentence of the server names, where their texts are known. */
export const licencesIn = (text: string): readonly { readonly name: string; readonly url: string }[] =>
  Object.entries(ADDRESSES)
    .filter(([name]) => text.includes(name))
    .map(([name, url]) => ({ name, url }))
