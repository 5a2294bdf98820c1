import { create } from 'zustand'
import { TAKEN_KEYS } from '../texts/keys'
import { SCREENS } from './navigation'

/** Keys of commands by the command's id, as they are delivered: a key with its modifiers in the order Ctrl, Alt, Shift. `Ctrl` is the command key on macOS. */
export const DEFAULT_KEYS: Readonly<Record<string, string>> = {
  palette: 'Ctrl+K', paletteCommands: 'Ctrl+Shift+P',
  rehearse: 'F5', rehearseChoices: 'Ctrl+F5', cancel: 'Shift+F5',
  ...Object.fromEntries(SCREENS.slice(0, 9).map((screen, index) => [`screen.${screen}`, `Ctrl+${String(index + 1)}`])),
  navigation: 'Ctrl+B', details: 'Ctrl+J', pickJob: 'Ctrl+Shift+J', pickRun: 'Ctrl+Shift+R', problemNext: 'F8', problemPrevious: 'Shift+F8',
  back: 'Alt+←', ahead: 'Alt+→', export: 'Ctrl+E', saveVersion: 'Ctrl+S', openProject: 'Ctrl+O', settings: 'Ctrl+,',
  zoomIn: 'Ctrl+=', zoomOut: 'Ctrl+-', zoomReset: 'Ctrl+0', keys: '?',
}

/** What was changed of them: keys by the command's id. */
export type ChangedKeys = Readonly<Record<string, string>>

interface KeyBindings {
  readonly changed: ChangedKeys
  readonly setChanged: (changed: ChangedKeys) => void
}

export const useKeyBindings = create<KeyBindings>((set) => ({ changed: {}, setChanged: (changed) => { set({ changed }) } }))

/** The key of a command, where it has one. */
export function keyOf(command: string, changed: ChangedKeys): string | undefined {
  return changed[command] ?? DEFAULT_KEYS[command]
}

/** The command that a key stands for. */
export function commandOf(key: string, changed: ChangedKeys): string | undefined {
  return Object.keys(DEFAULT_KEYS).find((command) => keyOf(command, changed) === key)
}

/** `Ctrl+Shift+J` as key caps. */
export function keyCaps(key: string): readonly string[] {
  return key.split('+')
}

export interface Pressed {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

const ARROWS: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓' }
const MODIFIERS: ReadonlySet<string> = new Set(['Control', 'Meta', 'Alt', 'Shift', 'AltGraph', 'Dead', 'Process'])

/**
 * What is pressed, as a key is written here; `undefined` while only modifiers are. Shift counts for letters and named keys: other characters are what
 * it made of them.
 */
export function pressedKey({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed): string | undefined {
  if (MODIFIERS.has(key)) return undefined
  const isCharacter = key.length === 1 && key.toLowerCase() === key.toUpperCase()
  const name = key === '+' ? '=' : key.length === 1 ? key.toUpperCase() : ARROWS[key] ?? key
  return [...(ctrlKey || metaKey ? ['Ctrl'] : []), ...(altKey ? ['Alt'] : []), ...(shiftKey && !isCharacter ? ['Shift'] : []), name].join('+')
}

/** Why a command cannot have a key. */
export type KeyRefusal =
  /** It would be typed into fields, or moves the focus. */
  | { readonly why: 'plain' }
  | { readonly why: 'taken'; readonly by: string }
  | { readonly why: 'command'; readonly command: string }

/** Whether a command can have a key; `undefined` when it can. */
export function keyRefusal(command: string, key: string, changed: ChangedKeys): KeyRefusal | undefined {
  const by = (TAKEN_KEYS as Readonly<Record<string, string>>)[key]
  if (by !== undefined) return { why: 'taken', by }
  const other = Object.keys(DEFAULT_KEYS).find((one) => one !== command && keyOf(one, changed) === key)
  if (other !== undefined) return { why: 'command', command: other }
  if (key === DEFAULT_KEYS[command]) return undefined
  return /^(?:Ctrl\+|Alt\+|(?:Shift\+)?F\d+$)/u.test(key) && !/(?:Enter|Escape|Tab|Backspace|Delete| )$/u.test(key) ? undefined : { why: 'plain' }
}

/** The changes with a command's key; one that is as delivered is no change. */
export function withKey(changed: ChangedKeys, command: string, key: string): ChangedKeys {
  const { [command]: _, ...others } = changed
  return key === DEFAULT_KEYS[command] ? others : { ...others, [command]: key }
}
