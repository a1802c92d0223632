/** What the server says comes in English; a page in another language says it in that, where it knows the sentence. */

import { skipToken, useQuery } from '@tanstack/react-query'
import { language as chosen, type Language, useLanguage } from '../language.ts'
import type { Translate } from './phrase-book.ts'

const BOOKS: Readonly<Partial<Record<Language, () => Promise<Translate>>>> = {
  tr: () => import('./turkish/turkish.ts').then(({ turkish }) => turkish),
}

// Fetched beside the rest of the page, so that it is here when the first sentence is.
BOOKS[chosen.get()]?.().catch(() => undefined)

function useBook() {
  const language = useLanguage()
  return useQuery({
    queryKey: ['server-words', language],
    queryFn: BOOKS[language] ?? skipToken,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    // A part of the page that did not come does not come by asking again.
    retry: false,
  })
}

/** `undefined` where the server's own words are wanted, or the other language's are not here yet. */
export const useServerWords = (): Translate | undefined => useBook().data

/** A sentence of the server, for any place in a text. */
export function ServerSentence({ children: sentence }: { readonly children: string }) {
  const { data: words, isLoading } = useBook()
  // A moment of nothing is calmer than a moment of another language.
  if (isLoading) return null
  return words?.(sentence) ?? <span lang="en">{sentence}</span>
}
