import { Button } from '@fluentui/react-components'
import { useEffect } from 'react'
import { ADD_SYSTEM } from '../../texts/add-system'
import { Pane } from '../../ui/pane'
import { TestSteps } from './test-steps'
import { useSystemTest } from './use-system-test'

interface Props {
  readonly system: { readonly id: string; readonly name: string }
  readonly onClose: () => void
}

/** Tries the way to a system of the project as soon as it is shown. */
export function TestPane({ system: { id, name }, onClose }: Props) {
  const test = useSystemTest()
  const { run } = test
  useEffect(() => { void run({ system: id }) }, [run, id])
  return (
    <Pane
      title={ADD_SYSTEM.testOf(name)} onClose={onClose}
      footer={<Button disabled={test.status === 'running'} onClick={() => { void run({ system: id }) }}>{ADD_SYSTEM.testAgain}</Button>}
    >
      <TestSteps test={test} />
    </Pane>
  )
}
