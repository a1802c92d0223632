import { RotateCw } from 'lucide-react'
import { Component, type ReactNode, Suspense } from 'react'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { Button } from './button.tsx'
import { Notice } from './panel.tsx'

const TEXTS = defineTexts({
  en: {
    broken:
      'This part of the page could not be shown. The server may be away, or newer than this page. Nothing you entered is lost.',
    again: 'Load the page again',
  },
  tr: {
    broken:
      'Sayfanın bu bölümü gösterilemedi. Sunucuya ulaşılamıyor ya da sunucu bu sayfadan yeni olabilir. Girdikleriniz kaybolmadı.',
    again: 'Sayfayı yeniden yükle',
  },
})

interface LazyPartProps {
  /** Shown until it is there. */
  readonly waiting: ReactNode
  readonly children: ReactNode
}

/** A part whose script is fetched when it is wanted. Where it cannot be had, or breaks, the rest of the page stays. */
export const LazyPart = ({ waiting, children }: LazyPartProps) => (
  <Boundary>
    <Suspense fallback={waiting}>{children}</Suspense>
  </Boundary>
)

class Boundary extends Component<{ readonly children: ReactNode }, { readonly broken: boolean }> {
  override readonly state = { broken: false }
  static getDerivedStateFromError = (): { readonly broken: boolean } => ({ broken: true })
  override render = (): ReactNode => (this.state.broken ? <Broken /> : this.props.children)
}

/** A script that failed once is not fetched again by itself. */
function Broken() {
  const t = useTexts(TEXTS)
  return (
    <Notice tone="bad">
      <span className="flex flex-wrap items-center justify-between gap-2">
        {t.broken}
        <Button onClick={() => location.reload()}>
          <RotateCw /> {t.again}
        </Button>
      </span>
    </Notice>
  )
}
