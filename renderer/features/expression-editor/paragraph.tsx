import { Button } from '@fluentui/react-components'
import { functions, linkOf, signatureLabel, type Diagnostic } from '../../../shared/expression/index'
import { COMMON } from '../../texts/common'
import { EXPRESSION } from '../../texts/expression'
import { CopyButton } from '../../ui/copy-button'
import { Dialog } from '../../ui/dialog'
import { FunctionText } from './function-text'

interface Props {
  readonly diagnostic: Diagnostic
  readonly onClose: () => void
}

/** What a diagnostic rests on: the paragraph's name and address, and what the window knows of the function that it is about. */
export function Paragraph({ diagnostic: { code, message, source = '' }, onClose }: Props) {
  const address = linkOf(source)
  const declaration = functions.get(/\w+$/u.exec(source)?.[0] ?? '')
  return (
    <Dialog wide title={code} onClose={onClose} actions={<Button appearance="primary" autoFocus onClick={onClose}>{COMMON.close}</Button>}>
      <p className="dialog-why">{message}</p>
      {declaration !== undefined && (
        <section className="paragraph" aria-label={declaration.name}>
          <FunctionText declaration={declaration} label={signatureLabel(declaration).label} />
        </section>
      )}
      <p className="small"><span className="quiet">{EXPRESSION.paragraph.source}</span> {source}</p>
      {address !== undefined && (
        <p className="small paragraph-address">
          <span className="mono">{address}</span> <CopyButton label={EXPRESSION.paragraph.copy} done={EXPRESSION.paragraph.copied} text={() => address} />
        </p>
      )}
    </Dialog>
  )
}
