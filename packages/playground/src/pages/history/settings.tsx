import { ownAddress } from '../../api/own-address.ts'
import { useFormats } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/texts.ts'
import { clipAt } from '../../play/desk.ts'
import type { Entry } from './entry.ts'
import { settingsOf } from './entry.ts'
import { HISTORY_TEXTS } from './texts.ts'

/** What a run was given, as the API names it. */
export function Settings({ listed }: Pick<Entry, 'listed'>) {
  const t = useTexts(HISTORY_TEXTS)
  const { audio, prompt, seed: _, ...rest } = settingsOf(listed.input ?? {})
  const audioText = typeof audio === 'string' ? audio : undefined
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-xs">
      {typeof prompt === 'string' && <Setting name="prompt">{prompt}</Setting>}
      {audioText && (
        <Setting name="audio">
          {audioText.startsWith('data:') ? (
            t.source
          ) : (
            <a href={ownAddress(audioText)} target="_blank" rel="noreferrer" className="underline">
              {clipAt(audioText).name}
            </a>
          )}
        </Setting>
      )}
      {Object.entries(rest).map(([name, value]) => (
        <Setting key={name} name={name}>
          <SettingValue value={value} />
        </Setting>
      ))}
      <Setting name="seed">{listed.seed}</Setting>
      {listed.engine && (
        <Setting name="engine">
          {listed.engine} {listed.engine_version}
        </Setting>
      )}
    </dl>
  )
}

const Setting = ({ name, children }: { readonly name: string; readonly children: React.ReactNode }) => (
  <>
    <dt className="font-mono text-dim">{name}</dt>
    <dd className="min-w-0 wrap-anywhere">{children}</dd>
  </>
)

function SettingValue({ value }: { readonly value: unknown }) {
  const { number } = useFormats()
  if (typeof value === 'number') return number(value, 4)
  if (typeof value === 'string') return value
  return <code className="font-mono">{JSON.stringify(value)}</code>
}
