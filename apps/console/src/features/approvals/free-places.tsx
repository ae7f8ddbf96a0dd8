import { useState } from 'react';
import { Link } from 'react-router';
import { useAct } from '../../api/use-act';
import { useRead } from '../../api/use-read';
import { useRefusalText } from '../../api/use-refusal-text';
import { Text } from '../../i18n/text';
import { isolate, useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { ErrorSummary } from '../../ui/error-summary';
import { Notification } from '../../ui/text-blocks';
import { useWhoWasFaster } from '../audit/use-who-saved';
import { useConferenceId } from '../conference/current-conference';
import { FreePlacesQuery, type FreePlaces as Free } from './free-places-operations';
import { PersonName } from '../nominations/badge-name';
import { PromoteNominationMutation, TOUCHED_BY_DECISIONS } from './mutations';

/** Places that somebody on the reserve list waits for, each with the one press that invites the next. */
export function FreePlaces() {
  const t = useText();
  const read = useRead(FreePlacesQuery, { conferenceId: useConferenceId() });
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
  const refusalText = useRefusalText('promoteNomination');
  const { act, isActing } = useAct(PromoteNominationMutation, {
    also: [...TOUCHED_BY_DECISIONS, 'FreePlaces'],
  });
  const [problems, setProblems] = useState<readonly { message: string }[]>([]);
  const whoWasFaster = useWhoWasFaster(next.id);
  const { name } = next.person;
  const invite = async () => {
    setProblems([]);
    const outcome = await act((idempotencyKey) => ({
      id: next.id,
      input: { idempotencyKey, version: next.version },
    }));
    if (outcome.kind === 'done') onInvited(name);
    else if (outcome.kind === 'refused') {
      const said = outcome.errors.map(async (error) => ({
        message: `${refusalText(error)} ${await whoWasFaster(error)}`.trim(),
      }));
      setProblems(await Promise.all(said));
    } else setProblems([{ message: t(`failure.${outcome.failure.kind}.text`) }]);
  };
  return (
    <>
      <ErrorSummary title={t('form.thereIsAProblem')} errors={problems} />
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
        <Button isBusy={isActing} onClick={() => void invite()}>
          {t('freePlaces.invite', { name: isolate(name) })}
        </Button>
      )}
    </>
  );
}
