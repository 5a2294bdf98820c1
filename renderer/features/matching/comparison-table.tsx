import { MATCHING } from '../../texts/matching'
import { Value } from '../../ui/value-diff'
import type { ComparedField, Sign } from './compare-objects'

interface Props {
  readonly fields: readonly ComparedField[]
  readonly source: string
  /** Names of the accounts' columns. */
  readonly accounts: readonly string[]
}

/** The person in the first column of values, every account in one of its own. */
export function ComparisonTable({ fields, source, accounts }: Props) {
  const several = accounts.length > 1
  return (
    <div className="comparison" tabIndex={0} role="group" aria-label={MATCHING.comparison}>
      <table className={several ? 'several' : undefined}>
        <thead>
          <tr>
            <th scope="col">{MATCHING.field}</th>
            <th scope="col">{source}</th>
            {!several && <th scope="col"><span className="visually-hidden">{MATCHING.sign}</span></th>}
            {accounts.map((account, index) => <th key={index} scope="col" dir="auto">{account}</th>)}
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field.field}>
              <th scope="row">{field.field}</th>
              <td>{field.from === '' ? null : <Value value={field.source} />}</td>
              {!several && <td className={`comparison-sign sign-${field.signs[0] ?? 'absent'}`}><SignMark sign={field.signs[0] ?? 'absent'} /></td>}
              {field.targets.map((target, index) => (
                <td key={index} className={several && field.differs ? 'differs' : undefined}>
                  {several && field.signs[index] !== undefined && <SignMark sign={field.signs[index]} />}
                  <Value value={target} />
                  {several && field.differs && <span className="visually-hidden"> {MATCHING.differs}</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function SignMark({ sign }: { readonly sign: Sign }) {
  return <span className={`sign-mark sign-${sign}`}><span aria-hidden="true">{MATCHING.signs[sign]}</span><span className="visually-hidden">{MATCHING.signWords[sign]} </span></span>
}
