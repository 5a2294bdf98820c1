import { FluentProvider } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import { onEvent, request } from './bridge'
import { useSession } from './session'
import { Window } from './shell/window'
import { themeFor, themeOf } from './theme'
import { useDensity } from './ui/density'
import { usePaneWidth } from './ui/pane-width'
import { obeySettings } from './ui/preferences'
import type { Failure } from './ui/row-source'
import { FailedState } from './ui/states'
import { toFailure, useRevision } from './use-request'

/** Called for commands of the application's menu; the window takes it over once it is there. */
type CommandListener = (name: string) => void

/** The window's page: the theme, what a person set, and the window itself once the settings are known. */
export function App() {
  const settings = useSession((session) => session.settings)
  const theme = useTheme(settings?.theme ?? 'system')
  const [failure, setFailure] = useState<Failure>()
  const [listeners] = useState(() => new Set<CommandListener>())

  useEffect(() => {
    const { take, start } = useSession.getState()
    const stop = onEvent((event) => {
      if (event.kind === 'command') { for (const listener of listeners) listener(event.name); return }
      take(event)
      if (event.kind !== 'workProgress' && event.kind !== 'workStarted') useRevision.getState().grow()
    })
    request('app.state', {}).then(
      (state) => {
        obeySettings(state.settings)
        usePaneWidth.getState().setWidth(state.settings.paneWidth)
        start(state)
      },
      (error: unknown) => { setFailure(toFailure(error)) },
    )
    return stop
  }, [listeners])

  return (
    <FluentProvider theme={themeOf(theme, settings?.font ?? 'system')} className="provider">
      {failure !== undefined && <FailedState failure={failure} onRetry={() => { window.location.reload() }} />}
      {settings !== undefined && <Window settings={settings} commandListeners={listeners} />}
    </FluentProvider>
  )
}

/** The theme that the setting means now; the document says it to the style sheets. */
function useTheme(setting: Parameters<typeof themeFor>[0]) {
  const dark = useMedia('(prefers-color-scheme: dark)')
  const forcedColors = useMedia('(forced-colors: active)')
  const density = useDensity((state) => state.density)
  const theme = themeFor(setting, { dark, forcedColors })
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme
    document.documentElement.dataset['density'] = density
    document.documentElement.style.colorScheme = theme === 'light' ? 'light' : 'dark'
  }, [theme, density])
  return theme
}

function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => window.matchMedia(query).matches)
  useEffect(() => {
    const list = window.matchMedia(query)
    const listen = (): void => { setMatches(list.matches) }
    list.addEventListener('change', listen)
    return () => { list.removeEventListener('change', listen) }
  }, [query])
  return matches
}
