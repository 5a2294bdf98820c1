import type { SchemaAttribute } from '../../../shared/expression/index'
import { EXPRESSION } from '../../texts/expression'

/** Text for one of the usual jobs, in Monaco's snippet form: `${1:…}` is a place to fill in. */
export interface ExpressionSnippet {
  /** What is typed to get it. */
  readonly name: string
  readonly label: string
  readonly text: string
}

/** The usual jobs, with the source's own attributes where their names tell what they hold. */
export function snippetsFor(attributes: readonly SchemaAttribute[]): readonly ExpressionSnippet[] {
  const guess = (pattern: RegExp, otherwise: string): string => attributes.find(({ name }) => pattern.test(name))?.name ?? otherwise
  const first = guess(/(first|given).*name|givenName/iu, 'FirstName')
  const last = guess(/(last|family|sur).*name|^sn$/iu, 'LastName')
  const preferred = guess(/prefer.*(first|given)/iu, first)
  const active = guess(/^(active|status|accountEnabled|worker_?status)$/iu, 'Active')
  const hired = guess(/(hire|start).*date/iu, 'HireDate')
  const left = guess(/(terminat|leav|end).*date/iu, 'TerminationDate')
  const site = guess(/^(site|location|city|municipality|office)/iu, 'Municipality')
  const mail = guess(/^(work)?e?mail$/iu, 'WorkEmail')
  const any = attributes[0]?.name ?? 'Attribute'
  const S = EXPRESSION.snippets
  return [
    {
      name: 'userPrincipalName', label: S.userPrincipalName,
      text: `Join("@", NormalizeDiacritics(StripSpaces(Join(".", [\${1:${first}}], [\${2:${last}}]))), \${3:DefaultDomain()})`,
    },
    {
      name: 'mailAddress', label: S.mailAddress,
      text: `Join("@", ToLower(NormalizeDiacritics(StripSpaces(Join(".", [\${1:${first}}], [\${2:${last}}])))), "\${3:example.com}")`,
    },
    {
      name: 'uniqueName', label: S.uniqueName,
      text: `SelectUniqueValue(Mid(ToLower(NormalizeDiacritics(Join("", Mid([\${1:${first}}], 1, 1), [\${2:${last}}]))), 1, 20), Mid(ToLower(NormalizeDiacritics(Join("", Mid([\${1:${first}}], 1, 2), [\${2:${last}}]))), 1, 20))`,
    },
    { name: 'displayName', label: S.displayName, text: `Join(" ", [\${1:${preferred}}], [\${2:${last}}])` },
    { name: 'firstPresent', label: S.firstPresent, text: `Coalesce([\${1:${preferred}}], [\${2:${first}}])` },
    { name: 'accountDisabled', label: S.accountDisabled, text: `Switch([\${1:${active}}], "True", "\${2:1}", "False")` },
    {
      name: 'rehired', label: S.rehired,
      text: `IIF(IsNullOrEmpty([\${1:${left}}]), "False", IIF(DateDiff("d", CDate([\${1:${left}}]), CDate([\${2:${hired}}])) > 0, "False", "True"))`,
    },
    { name: 'expires', label: S.expires, text: `NumFromDate(CDate([\${1:${left}}]))` },
    {
      name: 'placement', label: S.placement,
      text: `Switch([\${1:${site}}], "\${2:OU=Staff,DC=example,DC=com}", "\${3:Leeds}", "\${4:OU=Leeds,OU=Staff,DC=example,DC=com}")`,
    },
    { name: 'proxyAddress', label: S.proxyAddress, text: `Join(":", "SMTP", ToLower([\${1:${mail}}]))` },
    { name: 'lookUp', label: S.lookUp, text: `Switch([\${1:${any}}], "\${2:otherwise}", "\${3:key}", "\${4:value}")` },
    { name: 'ifPresent', label: S.ifPresent, text: `IIF(IsPresent([\${1:${any}}]), [\${1:${any}}], \${2:IgnoreAttributeFlow})` },
    { name: 'replaceText', label: S.replaceText, text: `Replace([\${1:${any}}], "\${2:old}", , , "\${3:new}", , )` },
    { name: 'replacePattern', label: S.replacePattern, text: `Replace([\${1:${any}}], , "\${2:[^a-z0-9]}", , "\${3:}", , )` },
    { name: 'date', label: S.date, text: `FormatDateTime([\${1:${hired}}], , "\${2:yyyy-MM-ddzzz}", "\${3:yyyy-MM-dd}")` },
    { name: 'cut', label: S.cut, text: `Left(Trim([\${1:${any}}]), \${2:64})` },
  ]
}
