import { Button } from '@fluentui/react-components'
import { COMMON } from '../texts/common'
import { KEYS, KEYS_DO, KEY_TABLE } from '../texts/keys'
import { SCREEN_TITLES } from '../texts/shell'
import { Dialog } from '../ui/dialog'
import { Key } from '../ui/key'
import { DEFAULT_KEYS, keyCaps, keyOf, type ChangedKeys } from '../ui/key-bindings'
import { SCREENS, type Screen } from '../ui/navigation'

interface Props {
  /** Whose keys stand first; absent where no project is open. */
  readonly screen: Screen | undefined
  readonly changed: ChangedKeys
  readonly onSettings: () => void
  readonly onClose: () => void
}

/** The keys of a screen and of its tables, and those of the window as they are set. */
export function KeysDialog({ screen, changed, onSettings, onClose }: Props) {
  const groups = KEY_TABLE.filter(({ screens }) => screens === undefined || (screen !== undefined && screens.includes(screen)))
  const ownFirst = [
    ...groups.filter(({ screens }) => screens !== undefined),
    { title: KEYS.everywhere, keys: everywhere(changed) },
    ...groups.filter(({ screens }) => screens === undefined),
  ]
  return (
    <Dialog
      wide title={KEYS.title(screen === undefined ? undefined : SCREEN_TITLES[screen])} onClose={onClose}
      actions={(
        <>{screen !== undefined && <Button appearance="subtle" onClick={onSettings}>{KEYS.change}</Button>}<Button onClick={onClose}>{COMMON.close}</Button></>
      )}
    >
      <div className="key-tables">
        {ownFirst.map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl>
              {group.keys.map((entry) => (
                <div key={entry.does}>
                  <dt>
                    <span className="keys">{entry.keys.map((key) => <Key key={key}>{key}</Key>)}</span>
                    <span className="visually-hidden">{entry.keys.join('+')}</span>
                  </dt>
                  <dd>{entry.does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

/** Keys of commands as they are set; those of the screens in one line, less the ones that were changed. */
function everywhere(changed: ChangedKeys): readonly { readonly keys: readonly string[]; readonly does: string }[] {
  const ofCommand = (id: string, does: string) => ({ keys: keyCaps(keyOf(id, changed) ?? ''), does })
  return [
    ...Object.entries(KEYS_DO).filter(([id]) => DEFAULT_KEYS[id] !== undefined).map(([id, does]) => ofCommand(id, does)),
    KEYS.screens,
    ...SCREENS.filter((screen) => changed[`screen.${screen}`] !== undefined).map((screen) => ofCommand(`screen.${screen}`, KEYS.screen(SCREEN_TITLES[screen]))),
    ...KEYS.fixed,
  ]
}
