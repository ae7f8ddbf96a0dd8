import { useWatch } from 'react-hook-form';
import { useIntl } from 'react-intl';
import { Link } from 'react-router';
import { useRead } from '../../api/use-read';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import type { ActFormState } from '../../form/use-act-form';
import { useSettled } from '../../form/use-settled';
import { useConferenceId } from '../conference/current-conference';
import type { NominationValues } from './nomination-form-values';
import { PersonName } from '../../ui/person-name';
import { KnownNomineesQuery } from './operations';

const FEWEST_LETTERS = 3;

/** Whom the body has nominated already with the address or name that is being typed. Its place is kept: an answer pushes nothing. */
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
    <div className="app-reserved" role="status" aria-live="polite">
      {known.length === 0 && <p className="govuk-hint">{t('nomination.knownNobody')}</p>}
      {known.map(({ nomination }) => (
        <p key={nomination.id} className="govuk-body">
          <Text
            id={nomination.submittedAt === null ? 'nomination.knownDraft' : 'nomination.known'}
            values={{
              name: (
                <Link className="govuk-link" to={`/nominations/${nomination.id}`} target="_blank">
                  <PersonName person={nomination.person} />
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
  );
}
