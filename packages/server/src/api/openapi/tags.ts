/** The chapters of the document, in their order, each with the sentence it begins with. */
export const TAGS = {
  Models: 'What can be run here, what a run costs, and the run itself. A submit answers with a prediction.',
  Predictions: 'Look at tasks, follow them, cancel and delete them. Poll `urls.get` until a task has ended.',
  Uploads: 'Bring a clip in; the `download_url` of the answer is what the input `audio` takes.',
  Files: 'Fetch uploads and results. Their addresses cannot be guessed and need no key.',
  Webhooks: 'Have the end of a task reported to an address of yours.',
  Account: 'Balance, bills and usage.',
  Keys: 'API keys of the account.',
  Admin: 'Accounts and keys of others, for admins; to everybody else there is nothing at these addresses.',
  Service: 'For whoever watches over the service.',
  'Web catalogue': 'The public catalogue that old clients read in place of the API’s own.',
} as const satisfies Readonly<Record<string, string>>

/** The chapter that a route's tag means, however it is capitalised; the tag itself when there is none. */
export function chapterOf(tag: string): string {
  return Object.keys(TAGS).find((name) => name.toLowerCase() === tag.toLowerCase()) ?? tag
}
