import { useState } from 'react'
import { answer, api } from '../../api/client.ts'
import { useFormats } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Command } from '../shared/command.tsx'
import { Confirm } from '../shared/confirm.tsx'
import { useAttempt } from '../shared/use-attempt.ts'
import { KEYS_TEXTS } from './texts.ts'

interface Secret {
  readonly text: string
  readonly previousUntil?: string | null
}

/** What signs the webhooks of this key: fetched when somebody wants to see it, not before. */
export function WebhookSecret() {
  const t = useTexts(KEYS_TEXTS)
  const { moment } = useFormats()
  const [secret, setSecret] = useState<Secret>()
  const [rotating, setRotating] = useState(false)
  const show = useAttempt(async () => {
    setSecret({ text: (await answer(api.GET('/api/v3/webhook/secret'))).secret })
  })
  const rotate = async (): Promise<void> => {
    const made = await answer(api.POST('/api/v3/webhook/secret/rotate'))
    setSecret({ text: made.secret, previousUntil: made.previous_valid_until })
  }
  return (
    <Panel
      title={t.secret}
      aside={
        <span className="flex gap-2">
          <Button disabled={show.busy} onClick={secret ? () => setSecret(undefined) : show.attempt}>
            {secret ? t.hide : t.show}
          </Button>
          <Button onClick={() => setRotating(true)}>{t.rotate}</Button>
        </span>
      }
    >
      <p className="text-dim">{t.secretHelp}</p>
      {show.errorText && (
        <p role="alert" className="pt-2 text-bad">
          {show.errorText}
        </p>
      )}
      {secret && (
        <div className="grid gap-2 pt-3">
          <Command text={secret.text} />
          {secret.previousUntil && <p className="text-xs text-dim">{t.previousUntil(moment(secret.previousUntil))}</p>}
        </div>
      )}
      <Confirm
        title={t.rotateTitle}
        action={t.rotate}
        open={rotating}
        onClose={() => setRotating(false)}
        onConfirm={rotate}
      >
        <p>{t.rotateText}</p>
        <p>{t.rotateLeak}</p>
      </Confirm>
    </Panel>
  )
}
