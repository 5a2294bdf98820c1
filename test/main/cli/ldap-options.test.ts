import path from 'node:path'
import { expect, test } from 'vitest'
import { ldapOptions } from '../../../main/cli/ldap-options'
import { targetOf } from '../../../main/connectors/ldap/target'
import { withinProject } from '../../../main/jobs/within-project'

test.each([
  { caFile: path.join('certificates', 'ca.pem'), folder: '.', stored: 'certificates/ca.pem', because: 'the file lies in the project' },
  { caFile: 'ca.pem', folder: 'my-project', stored: path.resolve('ca.pem'), because: 'it lies beside it' },
  { caFile: path.join('my-project', 'ca.pem'), folder: 'my-project', stored: 'ca.pem', because: 'it lies in a project below the working folder' },
  { caFile: path.resolve('elsewhere', 'ca.pem'), folder: 'my-project', stored: path.resolve('elsewhere', 'ca.pem'), because: 'it is named in full' },
])('an authority’s file named from the working folder is found from the project’s: $because', ({ caFile, folder, stored }) => {
  const options = ldapOptions({ positionals: [], options: { 'ca-file': caFile, 'base-dn': 'dc=x' } })
  const settings = withinProject({ kind: 'ldap', url: 'ldaps://dc.example', baseDn: '', ...options }, path.resolve(folder))
  expect(settings).toMatchObject({ baseDn: 'dc=x', caFile: stored })
  expect(targetOf(settings, path.resolve(folder)).caFile).toBe(path.resolve(caFile))
})
