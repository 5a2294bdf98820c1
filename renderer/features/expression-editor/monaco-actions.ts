import * as monaco from 'monaco-editor/editor/editor.api'
import { attributeAt } from '../../../shared/expression/index'
import type { AttributeAction } from '../../draft/mapping-editor'
import { ATTRIBUTES } from '../../texts/attributes'
import { EXPRESSION } from '../../texts/expression'

interface Listeners {
  /** `name` is the attribute at the caret, where there is one. */
  readonly onAttribute: (action: AttributeAction, name: string | undefined) => void
  readonly onTabMode: (indents: boolean) => void
  readonly onHelp: () => void
}

const { KeyCode, KeyMod } = monaco
const ATTRIBUTE_KEYS: Readonly<Record<AttributeAction, number>> = { rename: KeyCode.F2, feeding: KeyCode.F12, usages: KeyMod.Shift | KeyCode.F12 }

/** Keys and menu entries that the editor has besides Monaco's own. */
export function addActions(editor: monaco.editor.IStandaloneCodeEditor, { onAttribute, onTabMode, onHelp }: Listeners): monaco.IDisposable {
  let tabIndents = false
  const actions = [
    ...(Object.keys(ATTRIBUTE_KEYS) as AttributeAction[]).map((action, order) => editor.addAction({
      id: `rehearsal.${action}`, label: ATTRIBUTES.actions[action], keybindings: [ATTRIBUTE_KEYS[action]], contextMenuGroupId: 'navigation',
      contextMenuOrder: order,
      run: () => { onAttribute(action, attributeAtCaret(editor)) },
    })),
    editor.addAction({
      id: 'rehearsal.tabMode', label: EXPRESSION.tabMode, keybindings: [KeyMod.CtrlCmd | KeyCode.KeyM],
      run: () => {
        tabIndents = !tabIndents
        editor.updateOptions({ tabFocusMode: !tabIndents })
        onTabMode(tabIndents)
      },
    }),
    // The window's search comes before the chords that Monaco begins with this key; what a chord was needed for has a key of its own.
    editor.addAction({
      id: 'rehearsal.search', label: EXPRESSION.search, keybindings: [KeyMod.CtrlCmd | KeyCode.KeyK],
      run: () => { window.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true })) },
    }),
    editor.addAction({
      id: 'rehearsal.hover', label: EXPRESSION.showHover, keybindings: [KeyMod.CtrlCmd | KeyCode.KeyI],
      run: () => editor.getAction('editor.action.showHover')?.run(),
    }),
    // Monaco's own key for it is another one on Linux.
    editor.addAction({
      id: 'rehearsal.format', label: EXPRESSION.format, keybindings: [KeyMod.Shift | KeyMod.Alt | KeyCode.KeyF],
      run: () => editor.getAction('editor.action.formatDocument')?.run(),
    }),
    editor.addAction({ id: 'rehearsal.help', label: EXPRESSION.help.title, keybindings: [KeyMod.Alt | KeyCode.F1], run: onHelp }),
  ]
  return { dispose: () => { for (const action of actions) action.dispose() } }
}

/** The attribute whose name the caret touches. */
export function attributeAtCaret(editor: monaco.editor.ICodeEditor): string | undefined {
  const model = editor.getModel()
  const position = editor.getPosition()
  return model === null || position === null ? undefined : attributeAt(model.getValue(), model.getOffsetAt(position))?.name
}
