import { Circle, Square } from 'lucide-react'
import { useFormats } from '../../i18n/format.ts'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button.tsx'
import { useRecorder } from './use-recorder.ts'

const TEXTS = defineTexts({
  en: {
    start: 'Start recording',
    stop: 'Stop and use it',
    drop: 'Discard',
    hint: 'Your browser will ask for the microphone.',
    recording: 'Recording',
    level: 'Level',
    denied: 'The microphone is blocked. Allow it for this page in the browser’s address bar, then try again.',
    none: 'No microphone was found. Plug one in, or choose a file.',
    unsupported: 'This browser cannot record here: it needs https:// or an address on this machine. Choose a file.',
  },
  tr: {
    start: 'Kaydı başlat',
    stop: 'Bitir ve kullan',
    drop: 'Vazgeç',
    hint: 'Tarayıcınız mikrofon için izin isteyecek.',
    recording: 'Kaydediliyor',
    level: 'Düzey',
    denied: 'Mikrofon engellenmiş. Tarayıcının adres çubuğundan bu sayfaya izin verip yeniden deneyin.',
    none: 'Mikrofon bulunamadı. Bir mikrofon takın ya da dosya seçin.',
    unsupported: 'Bu tarayıcı burada kayıt yapamıyor: https:// ya da bu makinedeki bir adres gerekiyor. Dosya seçin.',
  },
})

/** Quieter than this is shown as nothing. */
const FLOOR_DB = -48

export function Recorder({ onRecorded }: { readonly onRecorded: (file: File) => void }) {
  const t = useTexts(TEXTS)
  const { clock } = useFormats()
  const { recording, problem, start, finish, drop } = useRecorder(onRecorded)
  if (recording === undefined) {
    return (
      <div className="flex flex-wrap items-center gap-2 rounded-lg border border-line bg-ground p-2">
        <Button onClick={start}>
          <Circle className="fill-bad text-bad" /> {t.start}
        </Button>
        <p role={problem && 'alert'} className={problem ? 'text-xs text-bad' : 'text-xs text-dim'}>
          {problem ? t[problem] : t.hint}
        </p>
      </div>
    )
  }
  return (
    <div className="grid gap-2 rounded-lg border border-bad/50 bg-ground p-2">
      <div className="flex flex-wrap items-center gap-2">
        <Circle className="size-3 animate-pulse fill-bad text-bad" aria-hidden />
        <span className="grow">
          {t.recording} <span role="timer">{clock(recording.seconds)}</span>
        </span>
        <Button look="quiet" onClick={drop}>
          {t.drop}
        </Button>
        <Button look="primary" onClick={finish}>
          <Square /> {t.stop}
        </Button>
      </div>
      <meter aria-label={t.level} min={0} max={1} value={shownLevel(recording.level)} className="h-2 w-full" />
    </div>
  )
}

/** Ears count in decibels. */
const shownLevel = (peak: number): number => Math.max(0, 1 - (20 * Math.log10(Math.max(peak, 1e-6))) / FLOOR_DB)
