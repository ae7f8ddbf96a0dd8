import { useState } from 'react';
import type { FieldValues, Path } from 'react-hook-form';
import { Link } from 'react-router';
import { optionalText } from '../../form/text-rules';
import type { ActFormState } from '../../form/use-act-form';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import { TextArea } from '../../ui/fields';
import { PersonName } from '../../ui/person-name';

/** The nomination that has the address already. */
export interface FirstNomination {
  readonly id: string;
  readonly reference: string;
  readonly person: { readonly name: string; readonly badgeName: string | null };
}

/** Why the body nominates an address a second time, in so many characters as the service takes; empty where it does not mean to. */
export const SECOND_RULES = { allowSecondReason: optionalText(2_000) };
export const NO_SECOND = { allowSecondReason: '' };
type SecondValues = typeof NO_SECOND;

/** Whoever gives a reason means it. */
export const secondInput = ({ allowSecondReason }: SecondValues) =>
  allowSecondReason === '' ? {} : { allowSecond: true, allowSecondReason };

interface Refused {
  readonly code: string;
  readonly existing?: FirstNomination | null;
}

/** The nomination that a refusal has named, for as long as the form stands. */
export function useFirstNomination() {
  const [first, setFirst] = useState<FirstNomination>();
  return {
    first,
    /** Keeps what a refusal about a second one says of the first, to be shown beside the address. */
    take: ({ code, existing }: Refused): void => {
      if (code === 'ALREADY_NOMINATED') setFirst(existing ?? undefined);
    },
  };
}

/** Leads to the nomination that has the address, and asks why a second one is meant. Nothing until the service has named one. */
export function SecondNomination<Values extends FieldValues & SecondValues>({
  state,
  first,
}: {
  readonly state: ActFormState<Values>;
  readonly first: FirstNomination | undefined;
}) {
  const t = useText();
  if (first === undefined) return null;
  return (
    <div className="app-box">
      <p className="govuk-body">
        <Text
          id="nomination.first"
          values={{
            nomination: (
              <Link className="govuk-link" to={`/nominations/${first.id}`} target="_blank">
                <bdi>{first.reference}</bdi>, <PersonName person={first.person} />
              </Link>
            ),
          }}
        />
      </p>
      <TextArea
        {...state.field('allowSecondReason' as Path<Values>)}
        label={t('nomination.allowSecondReason')}
        hint={t('nomination.allowSecondReasonHint')}
      />
    </div>
  );
}
