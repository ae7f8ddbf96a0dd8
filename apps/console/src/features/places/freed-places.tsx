import { z } from 'zod';
import { Reading } from '../../api/reading';
import { useFresh } from '../../api/use-fresh';
import { useRead } from '../../api/use-read';
import { useMutationForm } from '../../form/use-mutation-form';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import { ChoiceSetting, type Saving } from './choice-setting';
import { FreePlacesQuery } from './free-places-operations';
import { useWhoSaved } from '../audit/use-who-saved';
import { useCurrentConference } from '../conference/current-conference';
import { PersonName } from '../../ui/person-name';
import { FreedPlacesQuery, SetFreedPlacesMutation } from './operations';

const MODES = ['BY_HAND', 'AT_ONCE'] as const;
const schema = z.object({ choice: z.enum(MODES) });
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

function useFreedPlacesForm({ conferenceId, seen, onSend, onSaved, onConflict }: Saving<Mode>) {
  return useMutationForm(SetFreedPlacesMutation, {
    id: 'freed-places',
    also: ['FreePlaces', 'Nomination', 'QuotaBalance'],
    schema,
    defaults: { choice: seen },
    onSend,
    variables: ({ choice }) => ({
      input: { conferenceId, freedPlaces: choice, expectedFreedPlaces: seen },
    }),
    onDone: ({ conference }, { choice }) => {
      onSaved(conference?.freedPlaces ?? choice);
    },
    onRefused: ({ code }) => code === 'VERSION_CONFLICT' && onConflict(),
  });
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
  return (
    <ChoiceSetting<Mode>
      conferenceId={conferenceId}
      current={current}
      modes={MODES}
      useForm={useFreedPlacesForm}
      readNewest={async () => {
        const [data, author] = await Promise.all([
          fresh(FreedPlacesQuery, { slug }),
          whoSaved({ action: 'freed-places.set' }),
        ]);
        return data?.conference ? { mode: data.conference.freedPlaces, author } : undefined;
      }}
      words={{
        question: t('freedPlaces.question'),
        hint: t('freedPlaces.hint'),
        save: t('freedPlaces.save'),
        saved: t('freedPlaces.saved'),
        conflict: t('freedPlaces.conflict'),
      }}
      labelOf={(mode) => t(`freedPlaces.${mode}`)}
      following={(chosen, seen) =>
        chosen === 'AT_ONCE' && seen === 'BY_HAND' && <InvitedNow conferenceId={conferenceId} />
      }
    />
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
