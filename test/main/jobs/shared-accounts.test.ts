import { describe, expect, onTestFinished, test } from 'vitest'
import { mirrorViews } from '../../../main/mirror/views/mirror-views'
import { problemRows, problems } from '../../../main/mirror/views/problems-view'
import type { CycleType } from '../../../shared/model/cycle'
import type { ProvisioningAction } from '../../../shared/model/plan'
import type { ConnectedSystem, Job, ObjectMapping } from '../../../shared/model/project'
import { temporaryFolder } from '../../support/folders'
import { csvOf, ldifOf, rehearsedProject } from '../../support/mirror'
import { direct, job, objectMapping, projectOf, scope, targetSystem } from '../../support/project'
import { rule } from '../../support/rule'

/*
 * Two HR systems that provision the same directory. Jobs do not know each other's links: what one has nobody for any more it deletes or turns off.
 */

interface Person {
  readonly number: string
  readonly status?: 'in' | 'out'
}
type Staff = Readonly<Record<'one' | 'two', readonly Person[]>>

const hr = (id: string): ConnectedSystem => ({ id, name: id.toUpperCase(), settings: { kind: 'delimited', paths: [`${id}.csv`], anchor: 'id', objectType: 'worker' } })
const by = (id: string, more: Partial<ObjectMapping> = {}): Job => job([objectMapping([
  direct('number', 'employeeID', { matchingPriority: 1 }), direct('number', 'cn', { apply: 'ObjectAddOnly' }),
], { container: 'DC=x', ...more })], { id, name: `From ${id.toUpperCase()}`, source: id })
const inScope = { scope: scope([['status', 'EQUALS', 'in']]) }
const account = (number: string) => ({ dn: `CN=${number},DC=x`, objectClass: ['top', 'person', 'user'], objectGUID: `g${number}`, cn: number, employeeID: number, sAMAccountName: number, userAccountControl: '512' })

const everybody: Staff = { one: [{ number: '7' }, { number: '8' }], two: [{ number: '7' }, { number: '9' }] }
const leaver: Staff = { ...everybody, one: [{ number: '8' }] }

/** The actions of a second cycle, after both systems have provisioned everybody, and what stands among the problems. */
async function rehearse({ then, type, jobs = [by('one'), by('two')] }: { readonly then: Staff; readonly type?: CycleType; readonly jobs?: readonly Job[] }) {
  const project = rehearsedProject(temporaryFolder())
  onTestFinished(() => { project.close() })
  const write = (staff: Staff): void => {
    for (const id of ['one', 'two'] as const) project.write(`${id}.csv`, csvOf(staff[id].map(({ number, status = 'in' }) => ({ id: `${id}${number}`, number, status }))))
  }
  write(everybody)
  project.write('directory.ldif', ldifOf(['7', '8', '9'].map(account)))
  const document = projectOf([hr('one'), hr('two'), targetSystem()], jobs)
  await project.cycle(document)
  write(then)
  const outcome = await project.cycle(document, type ? { type } : {})
  const [views, run] = [mirrorViews(project.session.mirror), outcome.runNumber]
  const listed = problems(document, views, { run }).filter(({ code }) => code === 'StillProvisioned')
  return { actions: (await project.plan(outcome)).actions, listed, rows: listed.map(({ id }) => problemRows(document, views, { run, id, offset: 0, limit: 10 }).rows) }
}
const told = ({ job: id, kind, status, issues }: ProvisioningAction): string => [id, kind, status, ...issues.map(({ code }) => code)].join(' ')

describe('an account that one job has nobody for any more', () => {
  rule.each<{ outcome: string; because: string; then: Staff; jobs?: readonly Job[] }>([
    { outcome: 'one delete planned StillProvisioned', because: 'another job has somebody for it', then: leaver },
    { outcome: 'one disable planned StillProvisioned', because: 'the person left scope, and another job has them in scope', then: { ...everybody, one: [{ number: '7', status: 'out' }, { number: '8' }] }, jobs: [by('one', inScope), by('two')] },
    { outcome: 'two delete planned StillProvisioned', because: 'the job that runs first still has somebody', then: { ...everybody, two: [{ number: '9' }] } },
    { outcome: 'one delete planned', because: 'the other job leaves the person out, too', then: { ...leaver, two: [{ number: '7', status: 'out' }, { number: '9' }] }, jobs: [by('one'), by('two', inScope)] },
    { outcome: 'one delete planned', because: 'the other system has lost the person, too', then: { one: [{ number: '8' }], two: [{ number: '9' }] } },
    { outcome: 'one delete planned', because: 'the other job never had anybody for it', then: { ...everybody, one: [{ number: '7' }] } },
    { outcome: 'one delete planned', because: 'the other job writes objects of another type', then: leaver, jobs: [by('one'), by('two', { targetType: 'contact' })] },
  ], '9.3-4')('is $outcome when $because', async ({ outcome, then, jobs }) => {
    const { actions } = await rehearse({ then, ...(jobs ? { jobs } : {}) })
    expect(actions.filter(({ kind }) => kind === 'delete' || kind === 'disable').map(told)[0]).toBe(outcome)
  })

  test('stands among the problems with the account, the job that loses it, and what to do', async () => {
    const { actions, listed, rows } = await rehearse({ then: leaver, type: 'initial' })
    expect(listed).toMatchObject([{ section: 'failures', severity: 'warning', job: 'one', system: 'ad', count: 1, sentence: 'From TWO still provisions this account, which is deleted all the same, because jobs do not know each other.', fix: 'Switch Delete off in this job, or give the account to one job alone by scoping filters.' }])
    expect(rows).toMatchObject([[{ origin: 'one7', display: 'CN=7,DC=x' }]])
    // What the other job then meets, in the same cycle: its link leads nowhere.
    expect(actions.filter(({ job: id, source }) => id === 'two' && source?.anchor === 'two7').map(told)).toEqual(['two skip failed InvalidAnchor'])
  })
})
