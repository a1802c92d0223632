/** What went wrong, in the reader's language where it is a common one; else the server's own sentence. */

import { ApiError } from '../api/api-error.ts'
import { type Language, useLanguage } from './language.ts'

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
    INSUFFICIENT_CREDITS: 'Bakiye bu iş için yetmiyor. Yönetici bakiye ekleyebilir.',
    RATE_LIMITED: 'Çok sık istek gönderildi. Birazdan yeniden deneyin.',
    NOT_FOUND: 'Bulunamadı.',
    INTERNAL: 'Sunucuda bir hata oldu. Günlüğüne bakın.',
  },
}

export function useErrorText(): (error: unknown) => string {
  const language = useLanguage()
  return (error) => {
    if (!(error instanceof ApiError)) return error instanceof Error ? error.message : String(error)
    return OWN[language][error.code] ?? (error.message || `HTTP ${error.status}`)
  }
}
