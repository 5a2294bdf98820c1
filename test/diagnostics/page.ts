import { check } from '../../shared/expression'
import { applyEdits } from '../../shared/expression/corrections'
import { CONFIGURATION, LANGUAGE, type Example } from './catalogue'

/** `docs/diagnostics.md`: every diagnostic with an example that really gives it, and what its fix makes of it. */
export function diagnosticsPage(): string {
  return [
    '# Diagnostics', '',
    'What `rehearsal check` and the expression editor say. Written by `node scripts/diagnostics-page.mjs`; do not edit.', '',
    '## Of an expression', '',
    ...Object.entries(LANGUAGE).flatMap(([code, example]) => (example === 'while evaluating' ? [`### ${code}`, '', 'Only known when an expression runs for somebody.', ''] : entry(code, example))),
    '## Of a configuration', '',
    '| Code | Rule | Example that breaks it |', '| --- | --- | --- |',
    ...Object.entries(CONFIGURATION).map(([code, [rule, example]]) => `| ${code} | ${rule} | \`${example}\` |`), '',
  ].join('\n')
}

function entry(code: string, { text, options }: Example): readonly string[] {
  const found = check(text, options ?? {}).find((d) => d.code === code)
  if (!found) throw new Error(`The example of ${code} does not give it.`)
  const { severity, message, source, link, fix } = found
  const paragraph = source === undefined ? '' : link === undefined ? ` *${source}*` : ` [${source}](${link})`
  return [
    `### ${code}`, '', '```', shorten(text), '```', '', `${severity}: ${message}${paragraph}`, '',
    ...(fix === undefined ? [] : [`${fix.title}:`, '', '```', shorten(applyEdits(text, fix.edits)), '```', '']),
  ]
}

function shorten(text: string): string {
  return text.length > 200 ? `${text.slice(0, 60)} … ${text.slice(-20)}` : text
}
