import { useTexts } from '../../i18n/texts.ts'
import { Page } from '../shared/page.tsx'
import { Deliveries } from './deliveries.tsx'
import { KeyList } from './key-list.tsx'
import { KEYS_TEXTS } from './texts.ts'
import { WebhookSecret } from './webhook-secret.tsx'

export default function KeysPage() {
  const t = useTexts(KEYS_TEXTS)
  return (
    <Page title={t.title} lead={t.lead}>
      <KeyList />
      <div className="pt-4">
        <h2 className="text-base font-semibold tracking-tight">{t.webhooks}</h2>
        <p className="max-w-2xl text-dim">{t.webhooksLead}</p>
      </div>
      <WebhookSecret />
      <Deliveries />
    </Page>
  )
}
