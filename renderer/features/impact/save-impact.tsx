import { IMPACT } from '../../texts/impact'
import { SaveMenu } from '../../ui/save-menu'
import { useToasts } from '../../ui/toasts'
import { useCommand } from '../../use-request'

const FORMATS = ['html', 'csv'] as const

/** Everybody who would lose access, for those who decide about it, as a file in a place that the system's dialog asks for. */
export function SaveImpact({ run, by }: { readonly run: number; readonly by: string | undefined }) {
  const save = useCommand('impact.save')
  const show = useToasts((state) => state.show)
  async function start(format: (typeof FORMATS)[number]): Promise<void> {
    const answer = await save.run({ run, format, ...(by !== undefined && { by }) })
    if (answer !== undefined && answer !== null) show({ text: IMPACT.saved(answer.file) })
  }
  return (
    <SaveMenu
      label={IMPACT.saveAs} formats={FORMATS.map((id) => ({ id, text: IMPACT.formats[id] }))} saving={save.status === 'running'} failure={save.failure}
      onSave={(format) => { void start(format) }} onDismiss={save.reset}
    />
  )
}
