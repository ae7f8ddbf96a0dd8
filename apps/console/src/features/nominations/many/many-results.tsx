import { Link } from 'react-router';
import { useRefusalText } from '../../../api/use-refusal-text';
import { useText } from '../../../i18n/use-text';
import { PersonName } from '../../../ui/person-name';
import { documentOf, type ManyAct, type ManyResult } from './many-acts';

interface ManyListProps {
  readonly act: ManyAct;
  readonly results: readonly ManyResult[];
}

/** Names, each with why it was not done, where it was not. */
export function ManyList({ act, results }: ManyListProps) {
  const t = useText();
  const refusalText = useRefusalText(documentOf(act));
  return (
    <ul className="govuk-list govuk-list--bullet">
      {results.map(({ nomination, errors }, index) => (
        <li key={nomination?.id ?? index}>
          {nomination === null ? (
            t('many.unknown')
          ) : (
            <>
              <Link className="govuk-link" to={`/nominations/${nomination.id}`}>
                <PersonName person={nomination.person} />
              </Link>{' '}
              (<bdi>{nomination.reference}</bdi>)
            </>
          )}
          {errors.map((refusal) => (
            <span className="app-muted" key={refusal.code + refusal.path.join('.')}>
              {' '}
              {refusalText(refusal)}
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}

/** Those of which it is so, with how many they are; nothing where there are none. */
export function ManyPart({ act, results, title }: ManyListProps & { readonly title: string }) {
  if (results.length === 0) return null;
  return (
    <>
      <h3 className="govuk-heading-s">{title}</h3>
      <ManyList act={act} results={results} />
    </>
  );
}
