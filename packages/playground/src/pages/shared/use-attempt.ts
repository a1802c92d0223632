import { useState } from 'react'
import { useErrorText } from '../../i18n/error-texts.ts'

/** Something that a click begins: busy meanwhile, and what went wrong in words. */
export function useAttempt(action: () => Promise<unknown>) {
  const errorText = useErrorText()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const attempt = (): void => {
    setBusy(true)
    setError(undefined)
    action()
      .catch(setError)
      .finally(() => setBusy(false))
  }
  return { attempt, busy, errorText: error === undefined ? undefined : errorText(error) }
}
