import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import { Reading } from '../../api/reading';
import { useFresh } from '../../api/use-fresh';
import { useRead } from '../../api/use-read';
import { ActForm } from '../../form/act-form';
import { SavedMeanwhile } from '../../form/saved-meanwhile';
import { useMutationForm } from '../../form/use-mutation-form';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import { Choices } from '../../ui/choices';
import { Notification } from '../../ui/text-blocks';
import { FreePlacesQuery } from './free-places-operations';
import { useWhoSaved } from '../audit/use-who-saved';
import { useCurrentConference } from '../conference/current-conference';
import { PersonName } from '../../ui/person-name';
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
            conferenceId={conference.id}
            slug={chosen?.slug ?? ''}
            current={conference.freedPlaces}
          />
        )
      }
    </Reading>
  );
}

interface FreedPlacesFormProps {
  readonly conferenceId: string;
  readonly slug: string;
  readonly current: Mode;
}

function FreedPlacesForm({ conferenceId, slug, current }: FreedPlacesFormProps) {
  const t = useText();
  const fresh = useFresh();
  const whoSaved = useWhoSaved();
  // What the person began with: it stays while the page refreshes itself behind the form.
  const [seen, setSeen] = useState(current);
  const [newest, setNewest] = useState<{ readonly mode: Mode; readonly author: string }>();
  const readNewest = async () => {
    const [data, author] = await Promise.all([
      fresh(FreedPlacesQuery, { slug }),
      whoSaved({ action: 'freed-places.set' }),
    ]);
    if (!data?.conference) return t('conflict.unread');
    setNewest({ mode: data.conference.freedPlaces, author });
    return true;
  };
  const [isSaved, setIsSaved] = useState(false);
  const state = useMutationForm(SetFreedPlacesMutation, {
    id: 'freed-places',
    also: ['FreePlaces', 'Nomination', 'QuotaBalance'],
    schema,
    defaults: { freedPlaces: seen },
    onSend: () => {
      setIsSaved(false);
    },
    variables: ({ freedPlaces }) => ({ input: { conferenceId, freedPlaces, expectedFreedPlaces: seen } }),
    onDone: ({ conference }, { freedPlaces }) => {
      setSeen(conference?.freedPlaces ?? freedPlaces);
      setIsSaved(true);
    },
    onRefused: ({ code }) => code === 'VERSION_CONFLICT' && readNewest(),
  });
  const goOn = (isTheirs: boolean) => {
    if (newest === undefined) return;
    const { freedPlaces } = state.form.getValues();
    setSeen(newest.mode);
    setNewest(undefined);
    state.form.reset({ freedPlaces: newest.mode });
    if (!isTheirs) state.form.setValue('freedPlaces', freedPlaces, { shouldDirty: true });
    state.form.setFocus('freedPlaces');
  };
  const chosen = useWatch({ control: state.form.control, name: 'freedPlaces' });
  return (
    <>
      {isSaved && (
        <Notification title={t('general.success')} kind="success" of={isSaved}>
          <p className="govuk-notification-banner__heading">{t('freedPlaces.saved')}</p>
        </Notification>
      )}
      {newest !== undefined && (
        <SavedMeanwhile
          of={newest}
          title={t('freedPlaces.conflict')}
          author={newest.author}
          theirs={t(`freedPlaces.${newest.mode}`)}
          mine={t(`freedPlaces.${chosen}`)}
          onGoOn={goOn}
        />
      )}
      <ActForm state={state} submitLabel={t('freedPlaces.save')}>
        <Choices
          {...state.field('freedPlaces')}
          kind="radios"
          label={t('freedPlaces.question')}
          hint={t('freedPlaces.hint')}
          choices={MODES.map((mode) => ({ value: mode, label: t(`freedPlaces.${mode}`) }))}
        />
        {chosen === 'AT_ONCE' && seen === 'BY_HAND' && <InvitedNow conferenceId={conferenceId} />}
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
                person: <PersonName person={next.person} />,
              }}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
