import { Button } from '@fluentui/react-components'
import { COMMON } from '../../texts/common'
import { EXPRESSION } from '../../texts/expression'
import { Dialog } from '../../ui/dialog'
import { Key } from '../../ui/key'

/** What keys do in the editor. */
export function EditorHelp({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title={EXPRESSION.help.title} onClose={onClose} actions={<Button appearance="primary" autoFocus onClick={onClose}>{COMMON.close}</Button>}>
      <p className="dialog-why">{EXPRESSION.help.about}</p>
      <dl className="editor-keys">
        {EXPRESSION.help.keys.map(({ keys, does }) => (
          <div key={does}>
            <dt className="keys">{keys.map((key, index) => <Key key={index}>{key}</Key>)}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
