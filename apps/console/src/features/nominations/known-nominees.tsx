import { useEffect, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { useIntl } from 'react-intl';
import { Link } from 'react-router';
import { useRead } from '../../api/use-read';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import type { ActFormState } from '../../form/use-act-form';
import { useConferenceId } from '../conference/current-conference';
import type { NominationValues } from './nomination-form-values';
import { KnownNomineesQuery } from './operations';

/** So long nobody has typed before it is asked who is known. */
const PAUSE_MS = 400;
const FEWEST_LETTERS = 3;

/** Whom the body has nominated already with the address or name that is being typed. */
export function KnownNominees({
  state,
  exceptId = null,
}: {
  readonly state: ActFormState<NominationValues>;
  /** The nomination that is being changed */
  readonly exceptId?: string | null;
}) {
  const t = useText();
  const intl = useIntl();
  const [bodyId, name, email] = useWatch({
    control: state.form.control,
    name: ['bodyId', 'person.name', 'person.email'],
  });
  const typed = useSettled(JSON.stringify([bodyId, name.trim(), email.trim()]));
  const [body = '', person = '', address = ''] = JSON.parse(typed) as string[];
  const isPaused = body === '' || (person.length < FEWEST_LETTERS && !address.includes('@'));
  const read = useRead(
    KnownNomineesQuery,
    { conferenceId: useConferenceId(), bodyId: body, name: person, email: address, exceptId },
    isPaused,
  );
  const known = isPaused || read.state !== 'ready' ? [] : read.data.knownNominees;
  return (
    <div role="status" aria-live="polite">
      {known.length > 0 && (
        <div className="govuk-inset-text">
          {known.map(({ nomination }) => (
            <p key={nomination.id} className="govuk-body">
              <Text
                id={nomination.submittedAt === null ? 'nomination.knownDraft' : 'nomination.known'}
                values={{
                  name: (
                    <Link className="govuk-link" to={`/nominations/${nomination.id}`} target="_blank">
                      <bdi>{nomination.person.name}</bdi>
                    </Link>
                  ),
                  day: intl.formatDate(nomination.submittedAt ?? nomination.createdAt, {
                    day: 'numeric',
                    month: 'long',
                  }),
                  state: t(`nominationState.${nomination.state}`).toLocaleLowerCase(intl.locale),
                }}
              />
            </p>
          ))}
        </div>
      )}
    </div>
  );
}

/** What was typed, once nobody has typed for a moment. */
function useSettled(text: string): string {
  const [settled, settle] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => {
      settle(text);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [text]);
  return settled;
}
