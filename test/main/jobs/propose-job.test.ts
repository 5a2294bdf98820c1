import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { proposeJob } from '../../../main/jobs/propose-job'
import type { ConnectedSystem, ProjectDocument } from '../../../shared/model/project'
import { temporaryFolder } from '../../support/folders'

const csv = (file: string, anchor: string) => ({ kind: 'delimited' as const, paths: [file], anchor })
const hr: ConnectedSystem = { id: 'contractors', name: 'Contractors', settings: csv('contractors.csv', 'empno') }
const directory: ConnectedSystem = { id: 'ad', name: 'Branch AD', product: 'activeDirectory', settings: csv('accounts.csv', 'objectGUID') }
const document: ProjectDocument = { formatVersion: '1.0', name: 'Hospital', systems: [directory], jobs: [{ id: 'contractors-to-ad', service: 'ApiDriven', source: 'ad', target: 'ad', objectMappings: [] }] }

test('a job between a new system and one of the project is proposed under their ids, with reasons that name them', async () => {
  const folder = temporaryFolder()
  writeFileSync(path.join(folder, 'contractors.csv'), 'empno;firstname;lastname;city\n0001;Ann;Berg;Oslo\n0002;Bo;Dahl;Bergen\n0003;Cy;Elm;Oslo\n')
  writeFileSync(path.join(folder, 'accounts.csv'), 'objectGUID,sAMAccountName,employeeID,givenName,sn,l\na,annb,0001,Ann,Berg,Oslo\nb,bod,0002,Bo,Dahl,Bergen\n')
  const { job, decisions } = await proposeJob(
    { project: { folder, mirror: path.join(folder, 'mirror.sqlite'), document, configHash: '', draft: true }, system: hr, role: 'source', other: directory },
    { signal: new AbortController().signal, stored: async () => Promise.resolve(undefined) },
  )
  expect(job).toMatchObject({ id: 'contractors-to-ad-2', name: 'Contractors to Branch AD', source: 'contractors', target: 'ad' })
  const mappings = job.objectMappings[0]?.attributeMappings.map((mapping) => (mapping.type === 'Direct' ? `${mapping.source} ${mapping.target}` : mapping.target)) ?? []
  expect(mappings).toEqual(expect.arrayContaining(['empno employeeID', 'firstname givenName', 'lastname sn']))
  expect(decisions.join(' ')).toContain('Contractors')
  expect(decisions.join(' ')).toContain('Branch AD')
})
