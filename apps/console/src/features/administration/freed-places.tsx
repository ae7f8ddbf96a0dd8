import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import { Reading } from '../../api/reading';
import { useAct } from '../../api/use-act';
import { useRead } from '../../api/use-read';
import { ActForm } from '../../form/act-form';
import { useActForm } from '../../form/use-act-form';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import { Choices } from '../../ui/choices';
import { Notification } from '../../ui/text-blocks';
import { FreePlacesQuery } from '../approvals/free-places-operations';
import { useCurrentConference } from '../conference/current-conference';
import { FreedPlacesQuery, SetFreedPlacesMutation } from './operations';

const MODES = ['BY_HAND', 'AT_ONCE'] as const;
const schema = z.object({ freedPlaces: z.enum(MODES) });
type Mode = (typeof MODES)[number];

/** What becomes of a place that comes free; changed by two presses, with what follows to be read between them. */
export function FreedPlaces() {
  const { chosen } = useCurrentConference();
  const read = useRead(FreedPlacesQuery, { slug: chosen?.slug ?? '' });
  return (
    <Reading read={read}>
      {({ conference }) =>
        conference !== null && (
          <FreedPlacesForm
            key={conference.freedPlaces}
            conferenceId={conference.id}
            current={conference.freedPlaces}
          />
        )
      }
    </Reading>
  );
}

interface FreedPlacesFormProps {
  readonly conferenceId: string;
  readonly current: Mode;
}

function FreedPlacesForm({ conferenceId, current }: FreedPlacesFormProps) {
  const t = useText();
  const [isSaved, setIsSaved] = useState(false);
  const { act } = useAct(SetFreedPlacesMutation, { also: ['FreePlaces', 'Nomination', 'QuotaBalance'] });
  const state = useActForm({
    id: 'freed-places',
    mutation: 'setFreedPlaces',
    schema,
    defaults: { freedPlaces: current },
    act: ({ freedPlaces }) =>
      act((idempotencyKey) => ({ input: { idempotencyKey, conferenceId, freedPlaces } })),
    onDone: () => {
      setIsSaved(true);
    },
  });
  const chosen = useWatch({ control: state.form.control, name: 'freedPlaces' });
  return (
    <>
      {isSaved && (
        <Notification title={t('general.success')} kind="success">
          <p className="govuk-notification-banner__heading">{t('freedPlaces.saved')}</p>
        </Notification>
      )}
      <ActForm state={state} submitLabel={t('freedPlaces.save')}>
        <Choices
          {...state.field('freedPlaces')}
          kind="radios"
          label={t('freedPlaces.question')}
          hint={t('freedPlaces.hint')}
          choices={MODES.map((mode) => ({ value: mode, label: t(`freedPlaces.${mode}`) }))}
        />
        {chosen === 'AT_ONCE' && current === 'BY_HAND' && <InvitedNow conferenceId={conferenceId} />}
      </ActForm>
    </>
  );
}

/** Who waits for a place that is free already, and would be invited by the change. */
function InvitedNow({ conferenceId }: { readonly conferenceId: string }) {
  const t = useText();
  const read = useRead(FreePlacesQuery, { conferenceId });
  if (read.state !== 'ready' || read.data.freePlaces.length === 0) return null;
  return (
    <div role="status">
      <p className="govuk-body">{t('freedPlaces.invitedNow')}</p>
      <ul className="govuk-list govuk-list--bullet">
        {read.data.freePlaces.map(({ body, constituency, count, next }) => (
          <li key={`${body.id} ${constituency.id}`}>
            <Text
              id="freePlaces.next"
              values={{
                count,
                body: <bdi>{body.name}</bdi>,
                constituency: <bdi>{constituency.name}</bdi>,
                person: <bdi>{next.person.name}</bdi>,
              }}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
