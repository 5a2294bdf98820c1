import { describe, expect, test } from 'vitest'
import { detectSource } from '../../../main/connectors/detect'
import { detectDialect } from '../../../main/connectors/delimited/dialect'
import { folderWith } from './read'

test.each([
  { name: 'people.csv', content: 'id;name\n1;Ada\n', format: 'delimited', delimiter: ';', header: true },
  { name: 'people.txt', content: 'id\tname\r\n1\tAda\r\n', format: 'delimited', delimiter: '\t', header: true },
  { name: 'raw', content: '1+|Ada&|\n2+|Alan&|\n', format: 'delimited', delimiter: '+|', header: false },
  { name: 'shift.csv', content: '1\tDay\t07:00:00\t15:00:00\n2\tNight\t23:00:00\t07:00:00\n', format: 'delimited', delimiter: '\t', header: false },
  { name: 'braces.csv', content: '{a},{b}\n{1},{2}\n', format: 'delimited', delimiter: ',', header: true },
  { name: 'decimal.csv', content: 'id;pay;rate\n1;1,50;2,5\n2;2,50;3,5\n', format: 'delimited', delimiter: ';', header: true },
  { name: 'names.csv', content: 'manager|person\n"Last, First"|"Other, One"\nPlain|x\n', format: 'delimited', delimiter: '|', header: true },
  { name: 'empty.csv', content: '', format: 'delimited', delimiter: ',', header: true },
])('$name is $format with $delimiter', async ({ name, content, format, delimiter, header }) => {
  const folder = await folderWith({ [name]: content })
  const detected = await detectSource(name, folder)
  expect(detected).toMatchObject({ format, dialect: { delimiter, header }, settings: { kind: 'delimited', paths: [name], delimiter } })
})

test.each([
  { because: 'a dn', content: 'dn: cn=a\ncn: a\n' },
  { because: 'comments before the version', content: '# one\n# two\n  folded\n\nversion: 1\n\ndn: cn=a\n' },
  { because: 'base64', content: 'dn:: Y249YQ==\n' },
  { because: 'a byte-order mark', content: '\ufeffdn: cn=a\n' },
])('a file that starts with $because is LDIF', async ({ content }) => {
  expect(await detectSource('x', await folderWith({ x: content }))).toMatchObject({ format: 'ldif', settings: { kind: 'ldif', paths: ['x'] } })
})

test.each([
  ['xlsx', Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(22), Buffer.from('[Content_Types].xml')])],
  ['sqlite', Buffer.from('SQLite format 3\0')],
  ['workday-xml', '<?xml version="1.0"?>\n<wd:Report_Data xmlns:wd="urn:com.workday.report/X"/>'],
  ['xml', '<people/>'],
  ['successfactors-json', '{"d":{"results":[{"__metadata":{}}]}}'],
  ['synchronization-schema', '{"id":"x","synchronizationRules":[]}'],
  ['json', '[{"id":1}]'],
])('%s is recognised and said to be not read', async (format, content) => {
  const folder = await folderWith({ export: content })
  await expect(detectSource('export', folder)).rejects.toMatchObject({ code: 'notThereYet', context: { format }, message: expect.stringContaining(`(${format})`) })
})

test.each([
  ['graph-json', 'graph-json', '{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users","value":[]}'],
  ['graph-json', 'graph-json', '{"@odata.context":"https://microsoftgraph.chinacloudapi.cn/v1.0/$metadata#users","value":[]}'],
  ['graph-json', 'graph-json', '[{"id":"8d1f0a0b-0000-4000-8000-000000000001","userPrincipalName":"a@x.example"}]'],
  ['graph-json', 'graph-json', '{"value":[{"@odata.type":"#microsoft.graph.group","id":"g"}]}'],
  ['graph-json', 'graph-json', '{"error":{"code":"InvalidAuthenticationToken","message":"Access token has expired."}}'],
  ['scim-bulk', 'scim-json', '{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[]}'],
  ['scim-json', 'scim-json', '{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"]}'],
])('%s is read as %s', async (format, kind, content) => {
  expect(await detectSource('export', await folderWith({ export: content }))).toMatchObject({ format, settings: { kind, paths: ['export'] } })
})

test.each([
  ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1])],
  ['a compressed file', Buffer.from([0x1f, 0x8b, 8])],
  ['another archive', Buffer.from('PK\x03\x04\x14\0\0\0readme.txt', 'latin1')],
  ['a web page', '<!DOCTYPE html><html></html>'],
  ['bytes that are no text', Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * i) & 0x1f))],
])('%s is refused with what to do', async (_, content) => {
  await expect(detectSource('export', await folderWith({ export: content }))).rejects.toMatchObject({ code: 'formatUnknown', message: expect.stringMatching(/^The file export is .*\.$/) })
})

describe('addresses', () => {
  test.each([
    ['ldap://dc1.example:389/dc=example,dc=com', { url: 'ldap://dc1.example:389', baseDn: 'dc=example,dc=com' }],
    ['ldaps://dc1.example', { url: 'ldaps://dc1.example', baseDn: '' }],
    ['ldap://dc1/ou=a%20b,dc=x??sub?(objectClass=user)', { url: 'ldap://dc1', baseDn: 'ou=a b,dc=x', filter: '(objectClass=user)' }],
  ])('%s is a directory', async (address, settings) => {
    expect(await detectSource(address)).toEqual({ format: 'ldap', settings: { kind: 'ldap', ...settings } })
  })

  test.each([['https://app.example/scim', 'notThereYet'], ['postgresql://db/hr', 'notThereYet'], ['ftp://x/y', 'formatUnknown']])('%s is refused', async (address, code) => {
    await expect(detectSource(address)).rejects.toMatchObject({ code })
  })
})

test.each([
  { name: 'other separators', page: 'id\tname\n2\tBo\n', alike: false },
  { name: 'the same separators', page: 'id,name\n2,Bo\n', alike: true },
  { name: 'nothing', page: '', alike: true },
  { name: 'a header alone', page: 'id,name\n', alike: true },
  { name: 'one column', page: 'id\n2\n', alike: true },
  { name: 'more semicolons than commas, in quotes', page: 'id,name\n2,"a;b;c"\n', alike: true },
])('a further page with $name is a page of the read: $alike', async ({ page, alike }) => {
  const detected = detectSource(['a.csv', 'b.csv'], await folderWith({ 'a.csv': 'id,name\n1,Ada\n', 'b.csv': page }))
  if (alike) await expect(detected).resolves.toMatchObject({ format: 'delimited' })
  else await expect(detected).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining('b.csv separates its cells by other characters than a.csv') as unknown })
})

test('pages of one read have one format', async () => {
  const folder = await folderWith({ 'a.csv': 'id\n1\n', 'b.ldif': 'dn: cn=a\n' })
  await expect(detectSource(['a.csv', 'b.ldif'], folder)).rejects.toMatchObject({ code: 'usage' })
})

test('a missing file is said to be missing', async () => {
  await expect(detectSource('nowhere.csv', await folderWith({}))).rejects.toMatchObject({ code: 'fileMissing' })
})

test.each([
  { because: 'names above numbers', text: 'id,age\n1,20\n2,30\n', header: true },
  { because: 'numbers at once', text: '1,20\n2,30\n', header: false },
  { because: 'a value that comes again below', text: 'Sales,Berlin\nSales,Paris\nIT,Berlin\n', header: false },
  { because: 'words above words', text: 'department,city\nSales,Paris\nIT,Berlin\n', header: true },
  { because: 'a mail address at the top', text: 'a@x.example,Ada\nb@x.example,Alan\n', header: false },
  { because: 'a header alone', text: 'id,name\n', header: true },
])('the first row names the columns or not: $because', ({ text, header }) => {
  expect(detectDialect(text, true).header).toBe(header)
})

test.each(['\r\n', '\n', '\r'])('line ends are told: %j', (newline) => {
  expect(detectDialect(`a,b${newline}1,2${newline}`, true).newline).toBe(newline)
})
