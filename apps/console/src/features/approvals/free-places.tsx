import { useMutationButton } from '../../form/use-mutation-button';
import { useState } from 'react';
import { Link } from 'react-router';
import { type Read, useRead } from '../../api/use-read';
import type { ResultOf } from '../../api/graphql';
import { Text } from '../../i18n/text';
import { isolate, useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { ErrorSummary } from '../../ui/error-summary';
import { Notification } from '../../ui/text-blocks';
import { useWhoWasFaster } from '../audit/use-who-saved';
import { useConferenceId } from '../conference/current-conference';
import { FreePlacesQuery, type FreePlaces as Free } from '../places/free-places-operations';
import { PersonName } from '../../ui/person-name';
import { PromoteNominationMutation, TOUCHED_BY_DECISIONS } from './mutations';

export const useFreePlaces = (): Read<ResultOf<typeof FreePlacesQuery>> =>
  useRead(FreePlacesQuery, { conferenceId: useConferenceId() });

/** Places that somebody on the reserve list waits for, each with the one press that invites the next. What stands below waits for them, too. */
export function FreePlaces({ read }: { readonly read: ReturnType<typeof useFreePlaces> }) {
  const t = useText();
  const [invited, setInvited] = useState<string>();
  const places = read.state === 'ready' ? read.data.freePlaces : [];
  if (places.length === 0 && invited === undefined) return null;
  return (
    <>
      {invited !== undefined && (
        <Notification title={t('general.success')} kind="success" of={invited}>
          <p className="govuk-notification-banner__heading">
            <Text id="freePlaces.invited" values={{ name: <bdi>{invited}</bdi> }} />
          </p>
        </Notification>
      )}
      {places.length > 0 && (
        <section aria-labelledby="free-places-heading">
          <h2 className="govuk-heading-m" id="free-places-heading">
            {t('freePlaces.title')}
          </h2>
          <ul className="govuk-list">
            {places.map((free) => (
              <li key={`${free.body.id} ${free.constituency.id}`}>
                <FreePlace
                  free={free}
                  onInvited={(name) => {
                    setInvited(name);
                    if (read.state === 'ready') read.refresh();
                  }}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

interface FreePlaceProps {
  readonly free: Free;
  readonly onInvited: (name: string) => void;
}

function FreePlace({ free: { body, constituency, count, next }, onInvited }: FreePlaceProps) {
  const t = useText();
  const whoWasFaster = useWhoWasFaster(next.id);
  const { name } = next.person;
  const { press, isActing, problem } = useMutationButton(PromoteNominationMutation, {
    also: [...TOUCHED_BY_DECISIONS, 'FreePlaces'],
    onDone: () => {
      onInvited(name);
    },
    onRefused: whoWasFaster,
  });
  return (
    <>
      <ErrorSummary
        title={t('form.thereIsAProblem')}
        errors={problem === undefined ? [] : [{ message: problem }]}
      />
      <p className="govuk-body">
        <Text
          id="freePlaces.next"
          values={{
            count,
            body: <bdi>{body.name}</bdi>,
            constituency: <bdi>{constituency.name}</bdi>,
            person: (
              <Link className="govuk-link" to={`/inbox/${next.id}`}>
                <PersonName person={next.person} />
              </Link>
            ),
          }}
        />
      </p>
      {next.availableActions.includes('PROMOTE') && (
        <Button
          isBusy={isActing}
          onClick={() => void press({ id: next.id, input: { version: next.version } })}
        >
          {t('freePlaces.invite', { name: isolate(name) })}
        </Button>
      )}
    </>
  );
}
