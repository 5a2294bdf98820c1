import { Button } from '@fluentui/react-components'
import { COMMON } from '../texts/common'
import { KEY_TABLE } from '../texts/keys'
import { SHELL } from '../texts/shell'
import { Dialog } from '../ui/dialog'
import { Key } from '../ui/key'

/** All keys of the window and of tables. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog wide title={SHELL.keysTitle} onClose={onClose} actions={<Button onClick={onClose}>{COMMON.close}</Button>}>
      <div className="key-tables">
        {KEY_TABLE.map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl>
              {group.keys.map((entry) => (
                <div key={entry.does}><dt><span className="keys">{entry.keys.map((key) => <Key key={key}>{key}</Key>)}</span><span className="visually-hidden">{entry.keys.join('+')}</span></dt><dd>{entry.does}</dd></div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
