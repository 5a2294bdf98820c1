import type { CSSProperties } from 'react'
import { MATCHING } from '../../texts/matching'
import { Value } from '../../ui/value-diff'
import type { ComparedField, Sign } from './compare-objects'

interface Props {
  readonly fields: readonly ComparedField[]
  readonly source: string
  /** Names of the accounts' columns. */
  readonly accounts: readonly string[]
}

/** The person in the first column, every account in one of its own; each field over its values. */
export function ComparisonTable({ fields, source, accounts }: Props) {
  const several = accounts.length > 1
  return (
    <div className="comparison" tabIndex={0} role="group" aria-label={MATCHING.comparison}>
      <table className={several ? 'several' : undefined} style={{ '--accounts': accounts.length } as CSSProperties}>
        <thead>
          <tr>
            <th scope="col">{source}</th>
            {!several && <th scope="col" className="sign-column"><span className="visually-hidden">{MATCHING.sign}</span></th>}
            {accounts.map((account, index) => <th key={index} scope="col" dir="auto">{account}</th>)}
          </tr>
        </thead>
        {fields.map((field) => (
          <tbody key={field.field}>
            <tr><th scope="rowgroup" colSpan={accounts.length + (several ? 1 : 2)}>{field.field}</th></tr>
            <tr>
              <td>{field.from === '' ? null : <Value value={field.source} />}</td>
              {!several && <td><SignMark sign={field.signs[0] ?? 'absent'} /></td>}
              {field.targets.map((target, index) => (
                <td key={index} className={several && field.differs ? 'differs' : undefined}>
                  {several && field.signs[index] !== undefined && <SignMark sign={field.signs[index]} />}
                  <Value value={target} />
                  {several && field.differs && <span className="visually-hidden"> {MATCHING.differs}</span>}
                </td>
              ))}
            </tr>
          </tbody>
        ))}
      </table>
    </div>
  )
}

function SignMark({ sign }: { readonly sign: Sign }) {
  return (
    <span className={`sign-mark sign-${sign}`}>
      <span aria-hidden="true">{MATCHING.signs[sign]}</span>
      <span className="visually-hidden">{MATCHING.signWords[sign]} </span>
    </span>
  )
}
