import { ArrowRight, Eye, EyeOff } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { ApiError, errorOf } from '../../api/api-error.ts'
import { authorised } from '../../api/client.ts'
import { useErrorText } from '../../i18n/error-texts.ts'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { keepKey, wasRefused } from '../../session.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Field, TextBox } from '../../ui/field.tsx'
import { keyIn } from './key-in.ts'

const TEXTS = defineTexts({
  en: {
    label: 'API key',
    help: 'Paste the key, or the whole address that the server printed.',
    enter: 'Come in',
    trying: 'Trying the key …',
    show: 'Show the key',
    hide: 'Hide the key',
    none: 'This is no key: a key is one word of letters, digits, “_” and “-”.',
    unknown: 'This server does not know the key. Was it pasted whole? It may have been revoked.',
    refused: 'You were signed out: this server no longer knows the key of this browser. Sign in with another.',
    suspended: 'The account of this key is suspended. Ask whoever runs this server.',
    away: 'The server does not answer. Is it still running? The key may be fine; try again once it is back.',
  },
  tr: {
    label: 'API anahtarı',
    help: 'Anahtarı ya da sunucunun yazdırdığı adresin tamamını yapıştırın.',
    enter: 'İçeri gir',
    trying: 'Anahtar deneniyor …',
    show: 'Anahtarı göster',
    hide: 'Anahtarı gizle',
    none: 'Bu bir anahtar değil: anahtar, harf, rakam, “_” ve “-” içeren tek bir sözcüktür.',
    unknown: 'Sunucu bu anahtarı tanımıyor. Tamamı yapıştırıldı mı? İptal edilmiş de olabilir.',
    refused: 'Oturumunuz kapandı: sunucu bu tarayıcının anahtarını artık tanımıyor. Başka bir anahtarla girin.',
    suspended: 'Bu anahtarın hesabı askıya alınmış. Sunucunun yöneticisine sorun.',
    away: 'Sunucu yanıt vermiyor. Hâlâ çalışıyor mu? Anahtar doğru olabilir; sunucu dönünce yeniden deneyin.',
  },
})

/** Takes a key, tries it, and only then keeps it. */
export function KeyForm() {
  const t = useTexts(TEXTS)
  const refusal = useRefusalText()
  const [text, setText] = useState('')
  const [shown, setShown] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | undefined>(() => (wasRefused() ? t.refused : undefined))
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const key = keyIn(text)
    if (key === undefined) return setError(t.none)
    setBusy(true)
    setError(undefined)
    try {
      await tryKey(key)
      keepKey(key)
    } catch (caught) {
      setError(refusal(caught))
      setBusy(false)
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-3">
      <Field label={t.label} help={t.help} error={error}>
        {(ids) => (
          <span className="relative">
            <TextBox
              {...ids}
              type={shown ? 'text' : 'password'}
              autoComplete="current-password"
              autoCapitalize="off"
              spellCheck={false}
              aria-invalid={error !== undefined}
              className="h-10 pr-10 font-mono"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
            <IconButton
              label={shown ? t.hide : t.show}
              className="absolute top-1 right-1"
              onClick={() => setShown(!shown)}
            >
              {shown ? <EyeOff /> : <Eye />}
            </IconButton>
          </span>
        )}
      </Field>
      <Button type="submit" look="primary" className="h-10 w-full" disabled={busy}>
        {busy ? t.trying : t.enter} {!busy && <ArrowRight />}
      </Button>
      <p role="status" className="sr-only">
        {error}
      </p>
    </form>
  )
}

/** @throws ApiError */
async function tryKey(key: string): Promise<void> {
  const response = await authorised(new Request('/api/v3/balance'), key)
  if (!response.ok) throw errorOf(response.status, await response.json().catch(() => undefined))
}

function useRefusalText(): (error: unknown) => string {
  const t = useTexts(TEXTS)
  const common = useErrorText()
  return (error) => {
    if (!(error instanceof ApiError)) return common(error)
    if (error.status === 401) return t.unknown
    if (error.code === 'ACCOUNT_SUSPENDED') return t.suspended
    // A proxy in front of a server that is down answers for it.
    if (error.status === 0 || error.status >= 502) return t.away
    return common(error)
  }
}
