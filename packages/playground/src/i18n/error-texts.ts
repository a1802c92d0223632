/** What went wrong, in the reader's language where the sentence is known; else the server's own. */

import { ApiError } from '../api/api-error.ts'
import { type Language, useLanguage } from './language.ts'
import { useServerWords } from './server-words/server-words.tsx'

const OWN: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    UNREACHABLE: 'The server does not answer. Is it running? Nothing you entered is lost.',
    UNKNOWN: 'Something between this page and the server answered in its place. Try again in a moment.',
    UNAUTHORIZED: 'This key is not known here, or was revoked. Sign in with another.',
  },
  tr: {
    UNREACHABLE: 'Sunucu yanıt vermiyor. Çalışıyor mu? Girdikleriniz kaybolmadı.',
    UNKNOWN: 'Bu sayfayla sunucu arasında başka bir şey yanıt verdi. Birazdan yeniden deneyin.',
    UNAUTHORIZED: 'Bu anahtar burada bilinmiyor ya da iptal edilmiş. Başka bir anahtarla girin.',
  },
}

export function useErrorText(): (error: unknown) => string {
  const language = useLanguage()
  const words = useServerWords()
  return (error) => {
    if (!(error instanceof ApiError)) return error instanceof Error ? error.message : String(error)
    return OWN[language][error.code] ?? words?.(error.message) ?? (error.message || `HTTP ${error.status}`)
  }
}
