import { PLAN } from '../../texts/plan'
import { SaveMenu } from '../../ui/save-menu'
import { useToasts } from '../../ui/toasts'
import { useCommand } from '../../use-request'

const FORMATS = ['html', 'csv', 'json', 'ndjson'] as const

/** The run's plan as a file in a place that the system's dialog asks for. */
export function SaveAs({ run }: { readonly run: number }) {
  const save = useCommand('plan.save')
  const show = useToasts((state) => state.show)
  async function start(format: (typeof FORMATS)[number]): Promise<void> {
    const answer = await save.run({ run, format })
    if (answer !== undefined && answer !== null) show({ text: PLAN.saved(answer.file) })
  }
  return (
    <SaveMenu
      label={PLAN.saveAs} formats={FORMATS.map((id) => ({ id, text: PLAN.formats[id] }))} saving={save.status === 'running'} failure={save.failure}
      onSave={(format) => { void start(format) }} onDismiss={save.reset}
    />
  )
}
