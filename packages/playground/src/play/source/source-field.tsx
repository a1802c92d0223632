import { Link2, Mic, Music, Trash2, Upload } from 'lucide-react'
import { type ReactNode, useId, useRef, useState } from 'react'
import { useErrorText } from '../../i18n/error-texts.ts'
import { useFormats } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { TextBox } from '../../ui/field.tsx'
import { ProgressBar } from '../../ui/panel.tsx'
import type { SourceClip } from '../desk.ts'
import { clipAddress } from './clip-check.ts'
import { PreviewButton } from './preview-button.tsx'
import { Recorder } from './recorder.tsx'
import { SOURCE_TEXTS } from './source-texts.ts'
import type { Sending, Source } from './use-source.ts'

interface SourceFieldProps {
  readonly source: Source
  readonly title: string
  /** A clip of the server's own, for whoever has none at hand. */
  readonly example: SourceClip
  /** A refusal that names the clip. */
  readonly error?: string | undefined
}

type Way = 'address' | 'microphone'

/** The clip to start from. Files may also be dropped or pasted anywhere on the page. */
export function SourceField({ source, title, example, error }: SourceFieldProps) {
  const t = useTexts(SOURCE_TEXTS)
  const [way, setWay] = useState<Way>()
  const toggle = (next: Way): void => setWay((now) => (now === next ? undefined : next))
  const { clip, sending } = source
  return (
    <fieldset className="grid min-w-0 grid-cols-1 gap-2">
      <legend className="mb-1 font-medium">{title}</legend>
      {sending ? (
        <SendingClip sending={sending} onStop={source.remove} />
      ) : clip ? (
        <ChosenClip clip={clip} onFile={source.takeFile} onRemove={source.remove} />
      ) : (
        <EmptyPlace onFile={source.takeFile} />
      )}
      <div className="-mx-1 flex flex-wrap">
        <Button look="quiet" className="px-2" aria-expanded={way === 'address'} onClick={() => toggle('address')}>
          <Link2 /> {t.address}
        </Button>
        <Button look="quiet" className="px-2" aria-expanded={way === 'microphone'} onClick={() => toggle('microphone')}>
          <Mic /> {t.record}
        </Button>
        {clip?.url !== example.url && (
          <Button look="quiet" className="px-2" onClick={() => source.takeAddress(example.url, example.name)}>
            <Music /> {t.example}
          </Button>
        )}
      </div>
      {way === 'address' && (
        <AddressBox
          onTake={(url) => {
            source.takeAddress(url)
            setWay(undefined)
          }}
        />
      )}
      {way === 'microphone' && (
        <Recorder
          onRecorded={(file) => {
            source.takeFile(file)
            setWay(undefined)
          }}
        />
      )}
      <Problem source={source} refusal={error} />
    </fieldset>
  )
}

function Problem({
  source: { problem, error, maxBytes },
  refusal,
}: {
  readonly source: Source
  readonly refusal?: string | undefined
}) {
  const t = useTexts(SOURCE_TEXTS)
  const { bytes } = useFormats()
  const errorText = useErrorText()
  const text =
    problem === 'too-large'
      ? t.tooLarge(bytes(maxBytes))
      : problem !== undefined
        ? t[problem === 'empty' ? 'empty' : 'noAudio']
        : error !== undefined
          ? t.failed(errorText(error))
          : refusal
  return (
    <p role="alert" className="text-xs text-bad empty:hidden">
      {text}
    </p>
  )
}

const FRAME = 'rounded-lg border border-line bg-ground'

function EmptyPlace({ onFile }: { readonly onFile: (file: File) => void }) {
  const t = useTexts(SOURCE_TEXTS)
  return (
    <FileButton
      onFile={onFile}
      className={classes(
        FRAME,
        'grid w-full justify-items-center gap-1 border-dashed px-3 py-5 text-center hover:bg-raised',
      )}
    >
      <Upload className="size-5 text-before" aria-hidden />
      <span className="font-medium">{t.choose}</span>
      <span className="text-xs text-dim">{t.dropHint}</span>
    </FileButton>
  )
}

interface ChosenClipProps {
  readonly clip: SourceClip
  readonly onFile: (file: File) => void
  readonly onRemove: () => void
}

function ChosenClip({ clip, onFile, onRemove }: ChosenClipProps) {
  const t = useTexts(SOURCE_TEXTS)
  return (
    <div className={classes(FRAME, 'flex items-center gap-1 p-2')}>
      <PreviewButton key={clip.url} clip={clip} />
      <span className="min-w-0 grow truncate" title={clip.name}>
        {clip.name}
      </span>
      <FileButton onFile={onFile} className="h-8 rounded-md px-2 text-dim hover:bg-raised hover:text-ink">
        {t.replace}
      </FileButton>
      <IconButton label={t.remove} onClick={onRemove}>
        <Trash2 />
      </IconButton>
    </div>
  )
}

function SendingClip({ sending, onStop }: { readonly sending: Sending; readonly onStop: () => void }) {
  const t = useTexts(SOURCE_TEXTS)
  const { bytes, number } = useFormats()
  return (
    <div className={classes(FRAME, 'grid gap-2 p-3')} aria-live="polite">
      <div className="flex items-center justify-between gap-2">
        <span className="min-w-0 truncate">{t.sending(sending.name)}</span>
        <Button look="quiet" className="h-7" onClick={onStop}>
          {t.stop}
        </Button>
      </div>
      <ProgressBar fraction={sending.fraction} label={t.sending(sending.name)} />
      <span className="text-xs text-dim" aria-hidden>
        {bytes(sending.bytes)} · {number(sending.fraction * 100, 0)} %
      </span>
    </div>
  )
}

interface FileButtonProps {
  readonly onFile: (file: File) => void
  readonly className: string
  readonly children: ReactNode
}

/** A button that opens the browser's file dialogue. */
function FileButton({ onFile, className, children }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" className={className} onClick={() => input.current?.click()}>
        {children}
      </button>
      <input
        ref={input}
        type="file"
        accept="audio/*,video/*"
        hidden
        onChange={({ target }) => {
          const [file] = target.files ?? []
          if (file) onFile(file)
          // The same file may be chosen again.
          target.value = ''
        }}
      />
    </>
  )
}

function AddressBox({ onTake }: { readonly onTake: (url: string) => void }) {
  const t = useTexts(SOURCE_TEXTS)
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState(false)
  const id = useId()
  const take = (): void => {
    const url = clipAddress(text)
    setWrong(url === undefined)
    if (url !== undefined) onTake(url)
  }
  return (
    <div className="grid gap-1">
      <div className="flex gap-2">
        <TextBox
          // It was just asked for.
          autoFocus
          inputMode="url"
          aria-label={t.addressLabel}
          aria-invalid={wrong}
          aria-describedby={id}
          placeholder="https://"
          value={text}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={({ key }) => key === 'Enter' && take()}
        />
        <Button onClick={take}>{t.take}</Button>
      </div>
      <p id={id} className={classes('text-xs', wrong ? 'text-bad' : 'text-dim')}>
        {wrong ? t.noAddress : t.addressHelp}
      </p>
    </div>
  )
}
