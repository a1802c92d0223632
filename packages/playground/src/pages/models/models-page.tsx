import { useCatalogue } from '../../catalogue/catalogue.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Panel } from '../../ui/panel.tsx'
import { Page } from '../shared/page.tsx'
import { Failed, Waiting } from '../shared/waiting.tsx'
import { CheckpointShelf } from './checkpoint-shelf.tsx'
import { ServedModels } from './served-models.tsx'
import { MODELS_TEXTS } from './texts.ts'

export default function ModelsPage() {
  const t = useTexts(MODELS_TEXTS)
  const catalogue = useCatalogue()
  return (
    <Page title={t.title} lead={t.lead}>
      {catalogue.isPending && <Waiting rows={6} />}
      {catalogue.isError && <Failed error={catalogue.error} onAgain={() => void catalogue.refetch()} />}
      {catalogue.data && (
        <>
          <ServedModels models={catalogue.data.models} />
          <CheckpointShelf checkpoints={catalogue.data.checkpoints} />
        </>
      )}
      <div className="grid gap-4 md:grid-cols-2">
        <Panel title={t.gate}>
          <ul className="grid list-disc gap-1.5 pl-4 text-dim">
            {[t.gate1, t.gate2, t.gate3, t.gate4].map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Panel>
        <Panel title={t.engine}>
          <div className="grid gap-2 text-dim">
            {[t.engine1, t.engine2, t.engine3].map((text) => (
              <p key={text}>{text}</p>
            ))}
          </div>
        </Panel>
      </div>
    </Page>
  )
}
