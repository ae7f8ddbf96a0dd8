import { Link } from 'react-router';
import { Text } from '../../i18n/text';
import { PersonName } from '../../ui/person-name';
import type { NominationDetails } from './operations';

type Other = NonNullable<NominationDetails['supersedes']>;

/** Whose place it was before, and whose it is now. */
export function Succession({
  nomination: { supersedes, supersededBy },
}: {
  readonly nomination: NominationDetails;
}) {
  return (
    <>
      {supersedes !== null && <Line id="succession.before" other={supersedes} />}
      {supersededBy !== null && <Line id="succession.after" other={supersededBy} />}
    </>
  );
}

function Line({
  id,
  other,
}: {
  readonly id: 'succession.before' | 'succession.after';
  readonly other: Other;
}) {
  return (
    <p className="govuk-body">
      <Text
        id={id}
        values={{
          nomination: (
            <Link className="govuk-link" to={`/nominations/${other.id}`}>
              <bdi>{other.reference}</bdi>, <PersonName person={other.person} />
            </Link>
          ),
        }}
      />
    </p>
  );
}
