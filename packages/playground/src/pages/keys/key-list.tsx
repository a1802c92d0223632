import { KeyRound, Plus } from 'lucide-react'
import { useState } from 'react'
import { useFormats } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/texts.ts'
import { forgetKey, useKey } from '../../session.ts'
import { Button } from '../../ui/button.tsx'
import { Chip, Panel } from '../../ui/panel.tsx'
import { Confirm } from '../shared/confirm.tsx'
import { Failed, Waiting } from '../shared/waiting.tsx'
import { NewKey } from './new-key.tsx'
import { KEYS_TEXTS } from './texts.ts'
import { isThisKey } from './this-key.ts'
import { type AccountKey, useKeyActions, useKeyErrorText, useKeys } from './use-keys.ts'

export function KeyList() {
  const t = useTexts(KEYS_TEXTS)
  const keys = useKeys()
  const mine = useKey()
  const [creating, setCreating] = useState(false)
  const [doomed, setDoomed] = useState<AccountKey>()
  return (
    <Panel
      title={t.title}
      aside={
        <Button look="primary" onClick={() => setCreating(true)}>
          <Plus /> {t.create}
        </Button>
      }
    >
      {keys.isPending && <Waiting />}
      {keys.isError && <Failed error={keys.error} onAgain={() => void keys.refetch()} />}
      <ul className="-mx-4 -mb-4 divide-y divide-line border-t border-line">
        {keys.data?.items.map((key) => (
          <KeyRow key={key.id} accountKey={key} mine={isThisKey(key, mine)} onRevoke={() => setDoomed(key)} />
        ))}
      </ul>
      <NewKey open={creating} onClose={() => setCreating(false)} />
      <Revoke
        doomed={doomed}
        mine={doomed !== undefined && isThisKey(doomed, mine)}
        onClose={() => setDoomed(undefined)}
      />
    </Panel>
  )
}

interface KeyRowProps {
  readonly accountKey: AccountKey
  readonly mine: boolean
  readonly onRevoke: () => void
}

/** The key that the settings of the server name is listed under the name of the setting. */
const SETTING = 'RETIMBRE_API_KEY'

function KeyRow({ accountKey: { name, prefix, created_at, last_used_at, limits }, mine, onRevoke }: KeyRowProps) {
  const t = useTexts(KEYS_TEXTS)
  const { moment } = useFormats()
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-4 py-3">
      <p className="flex min-w-0 flex-wrap items-center gap-2">
        <KeyRound className="size-4 shrink-0 text-dim" aria-hidden />
        <span className="min-w-0 truncate font-medium">{name}</span>
        {mine && <Chip tone="good">{t.thisBrowser}</Chip>}
        {name === SETTING && <Chip>{t.fromSettings}</Chip>}
      </p>
      <Button look="danger" aria-label={t.revokeNamed(name)} onClick={onRevoke}>
        {t.revoke}
      </Button>
      <dl className="col-span-full flex flex-wrap gap-x-5 gap-y-0.5 text-xs text-dim sm:pl-6">
        <Fact name={t.prefix}>
          <code className="font-mono text-ink">{prefix}…</code>
        </Fact>
        <Fact name={t.made}>{moment(created_at)}</Fact>
        <Fact name={t.lastUsed}>{last_used_at === null ? t.never : moment(last_used_at)}</Fact>
        <Fact name={t.limits}>
          <Limits {...limits} />
        </Fact>
      </dl>
    </li>
  )
}

const Fact = ({ name, children }: { readonly name: string; readonly children: React.ReactNode }) => (
  <div className="flex gap-1.5">
    <dt>{name}</dt>
    <dd className="text-ink">{children}</dd>
  </div>
)

/** Null is the server's default, 0 is no limit. */
function Limits({ concurrency, submits_per_minute: perMinute }: AccountKey['limits']) {
  const t = useTexts(KEYS_TEXTS)
  const { number } = useFormats()
  if (concurrency === null && perMinute === null) return t.usual
  const parts = [
    concurrency === 0 ? t.anyAtOnce : concurrency !== null && t.atOnce(number(concurrency)),
    perMinute === 0 ? t.anyAMinute : perMinute !== null && t.aMinute(number(perMinute)),
  ]
  return parts.filter(Boolean).join(' · ')
}

interface RevokeProps {
  readonly doomed: AccountKey | undefined
  readonly mine: boolean
  readonly onClose: () => void
}

function Revoke({ doomed, mine, onClose }: RevokeProps) {
  const t = useTexts(KEYS_TEXTS)
  const { revoke } = useKeyActions()
  const errorText = useKeyErrorText()
  if (doomed === undefined) return null
  const confirm = async (): Promise<void> => {
    await revoke(doomed.id)
    if (mine) forgetKey()
  }
  return (
    <Confirm
      open
      title={t.revokeTitle(doomed.name)}
      action={t.revoke}
      errorText={errorText}
      onClose={onClose}
      onConfirm={confirm}
    >
      <p>{t.revokeText}</p>
      {mine && <p className="font-medium">{t.revokeThis}</p>}
    </Confirm>
  )
}
