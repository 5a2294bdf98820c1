import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { matchReport } from '../../../main/jobs/match-report'
import { writeSample } from '../../../main/sample/write-sample'
import { temporaryFolder } from '../../support/folders'
import { quietly, rehearsedProject } from '../../support/mirror'

test('everybody planted under another name is among the near candidates, and every account planted without a person is only in the target', async () => {
  const folder = temporaryFolder()
  const { document, planted, clock } = await writeSample(folder)
  const project = rehearsedProject(folder)
  const [job] = document.jobs
  if (!job) throw new Error('The sample has a job.')
  const report = await matchReport(project.session, document, job, { now: clock, readAt: clock }, quietly)
  project.close()
  const near = new Set(report.candidates.map((candidate) => candidate.source))
  const renamed = planted.find((item) => item.id === 'same-person-other-name')?.people ?? []
  expect(renamed.length).toBeGreaterThan(0)
  expect(renamed.filter((person) => !near.has(person.anchor))).toEqual([])

  const names = new Map(readFileSync(path.join(folder, 'data/directory.ldif'), 'utf8').split(/\r?\n\r?\n/).flatMap((entry): [string, string][] => {
    const plain = entry.replace(/\r?\n /g, '')
    const account = /^sAMAccountName: (.+)$/m.exec(plain)?.[1]
    const dn = /^dn: (.+)$/m.exec(plain)?.[1] ?? Buffer.from(/^dn:: (.+)$/m.exec(plain)?.[1] ?? '', 'base64').toString()
    return account === undefined ? [] : [[account.trim(), dn.trim()]]
  }))
  const alone = new Set(report.unmatchedTargets)
  const accounts = planted.filter((item) => item.id.startsWith('only-in-directory-')).flatMap((item) => item.accounts)
  expect(accounts.length).toBeGreaterThan(0)
  expect(accounts.filter((account) => !alone.has(names.get(account) ?? ''))).toEqual([])
})
