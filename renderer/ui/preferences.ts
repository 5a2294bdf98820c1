import { create } from 'zustand'
import type { Settings } from '../../shared/ipc/views'
import { useDensity } from './density'
import { useKeyBindings } from './key-bindings'

type Preferences = Pick<Settings, 'letterKeys' | 'editorFontSize' | 'editorWrap' | 'editorValues'>

/** Settings that parts of screens obey, wherever they are. */
export const usePreferences = create<Preferences>(() => ({ letterKeys: true, editorFontSize: 13, editorWrap: true, editorValues: true }))

/** Has every part of the window obey these settings from now on. */
export function obeySettings({ density, keys, letterKeys, editorFontSize, editorWrap, editorValues }: Settings): void {
  useDensity.getState().setDensity(density)
  useKeyBindings.getState().setChanged(keys)
  usePreferences.setState({ letterKeys, editorFontSize, editorWrap, editorValues })
}
