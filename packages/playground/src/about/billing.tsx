import { Link } from 'wouter'
import type { Server } from '../catalogue/catalogue.ts'
import { useFormats } from '../i18n/format.ts'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { Points } from './text-parts.tsx'

const TEXTS = defineTexts({
  en: {
    flat: (price: string) => `${price} a run. Duration, steps and the number of results do not change it.`,
    reserved: 'The price is reserved at submit and given back when the run fails or is cancelled.',
    off: 'Billing is off on this server: prices are shown, and nothing is charged.',
    records: 'See the records',
  },
  tr: {
    flat: (price: string) => `Çalıştırma başına ${price}. Süre, adım sayısı ve sonuç sayısı fiyatı değiştirmez.`,
    reserved: 'Ücret gönderirken ayrılır; çalıştırma başarısız olur ya da iptal edilirse geri verilir.',
    off: 'Bu sunucuda ücretlendirme kapalı: fiyatlar görünür ama hiçbir şey düşülmez.',
    records: 'Kayıtları gör',
  },
})

interface BillingProps {
  readonly dollarsPerRun: number
  readonly billing: Server['billing']
}

export function Billing({ dollarsPerRun, billing }: BillingProps) {
  const t = useTexts(TEXTS)
  const { dollars } = useFormats()
  return (
    <>
      <Points items={[t.flat(dollars(dollarsPerRun)), billing === 'on' ? t.reserved : t.off]} />
      <Link href="/billing" className="justify-self-start underline hover:text-dim">
        {t.records}
      </Link>
    </>
  )
}
