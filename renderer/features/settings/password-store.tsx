import { Button } from '@fluentui/react-components'
import { SETTINGS } from '../../texts/settings'
import { StatusSign } from '../../ui/signs'
import { FailedState } from '../../ui/states'
import { useCommand, useRequest } from '../../use-request'

/** Whether passwords can be kept on this computer. */
export function StoreState() {
  const { value } = useRequest('secrets.state', {})
  if (value === undefined) return null
  return value.refusal === undefined ? <StatusSign status="good">{SETTINGS.storeOpen}</StatusSign> : <StatusSign status="warning">{value.refusal}</StatusSign>
}

/** The servers and accounts whose passwords are kept, each of which can be forgotten. */
export function KeptPasswords() {
  const kept = useRequest('secrets.list', {})
  const forget = useCommand('secrets.forgetEntry')
  const failure = forget.failure ?? (kept.status === 'failed' ? kept.failure : undefined)
  return (
    <>
      {kept.value?.length === 0 && <span className="quiet">{SETTINGS.keptNone}</span>}
      {kept.value !== undefined && kept.value.length > 0 && (
        <ul className="kept-passwords">
          {kept.value.map((entry) => {
            const account = entry.bindDn === '' ? SETTINGS.anonymous : entry.bindDn
            return (
              <li key={JSON.stringify(entry)}>
                <span className="kept-address"><span className="mono">{entry.url}</span><span className="mono quiet">{account}</span></span>
                <Button size="small" aria-label={SETTINGS.forgetEntry(entry.url, account)} onClick={() => { void forget.run(entry).then(kept.reload) }}>
                  {SETTINGS.forget}
                </Button>
              </li>
            )
          })}
        </ul>
      )}
      {failure !== undefined && <FailedState failure={failure} />}
    </>
  )
}
