/** How a report looks: the reader's own light or dark, the system's fonts, and on paper headings that repeat and rows that stay whole. */
export const REPORT_STYLE = `:root { color-scheme: light dark; --ink: #1b1a19; --quiet: #5c5a58; --line: #d6d4d2; --ground: #ffffff; --band: #f6f5f4; --danger: #a4262c; --held: #7a4f01; }
@media (prefers-color-scheme: dark) { :root { --ink: #f3f2f1; --quiet: #b3b0ad; --line: #484644; --ground: #1b1a19; --band: #252423; --danger: #f1a5a9; --held: #f2c661; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 2rem 1.5rem; background: var(--ground); color: var(--ink); font: 14px/1.45 system-ui, "Segoe UI", sans-serif; }
h1 { margin: 0 0 .25rem; font-size: 1.6rem; }
h2 { margin: 2rem 0 .5rem; font-size: 1.15rem; }
h3 { margin: 1.25rem 0 .4rem; font-size: 1rem; }
p { margin: .25rem 0; max-width: 60rem; }
.facts, .quiet, footer { color: var(--quiet); font-weight: normal; }
.held { margin: .75rem 0; padding: .5rem .75rem; border-inline-start: 4px solid var(--held); background: var(--band); }
.table { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; overflow-wrap: break-word; }
th { background: var(--band); font-weight: 600; overflow-wrap: normal; }
.number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
code { font: .92em ui-monospace, "Cascadia Mono", monospace; }
.name { overflow-wrap: anywhere; }
.kind { font-weight: 600; white-space: nowrap; }
.disable, .delete { color: var(--danger); }
footer { margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: .75rem; font-size: .85em; overflow-wrap: anywhere; }
@media print {
  :root { --ink: #000000; --quiet: #444444; --line: #bbbbbb; --ground: #ffffff; --band: #f2f2f2; --danger: #8a1b20; --held: #5e3c00; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  .table { overflow: visible; }
  thead { display: table-header-group; }
  tr, h2, h3 { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
}
`
