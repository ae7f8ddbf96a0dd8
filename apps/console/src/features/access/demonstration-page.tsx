import { useState } from 'react';
import { FailureNotice, Reading } from '../../api/reading';
import { useAct } from '../../api/use-act';
import { useRead } from '../../api/use-read';
import { useRefusalText } from '../../api/use-refusal-text';
import type { Failure } from '../../api/failure';
import type { ResultOf } from '../../api/graphql';
import { ConsolePage } from '../../layout/console-page';
import { NotFoundPage } from '../../layout/not-found-page';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { ErrorSummary } from '../../ui/error-summary';
import { DemonstrationQuery, SignInAsDemonstrationUserMutation } from './operations';
import { startPageFor } from './pages';
import { useSession } from './session';
import { useGoingOn } from './use-going-on';

type SamplePerson = ResultOf<typeof DemonstrationQuery>['service']['demonstrationUsers'][number];

/** One sign-in for each role, without mail: a demonstration's only, where the service itself offers it. */
export function DemonstrationPage() {
  const t = useText();
  const { service } = useSession();
  const read = useRead(DemonstrationQuery, {}, !service.isDemonstration);
  if (!service.isDemonstration) return <NotFoundPage />;
  return (
    <ConsolePage title={t('access.samplePeople')}>
      <p className="govuk-body">{t('access.samplePeopleHow')}</p>
      {service.mailCatcherUrl !== null && (
        <p className="govuk-body">
          <Text
            id="access.samplePeopleMail"
            values={{
              a: (words) => (
                <a key="mail" className="govuk-link" href={service.mailCatcherUrl ?? undefined}>
                  {words}
                </a>
              ),
            }}
          />
        </p>
      )}
      <Reading read={read}>{(data) => <SamplePeople people={data.service.demonstrationUsers} />}</Reading>
    </ConsolePage>
  );
}

function SamplePeople({ people }: { readonly people: readonly SamplePerson[] }) {
  const t = useText();
  const refusalText = useRefusalText(SignInAsDemonstrationUserMutation);
  const { act, isActing } = useAct(SignInAsDemonstrationUserMutation);
  const [failure, setFailure] = useState<Failure>();
  const [refusals, setRefusals] = useState<readonly string[]>([]);
  const { isCookieMissing, goOn } = useGoingOn();
  const signIn = async (person: SamplePerson) => {
    const outcome = await act({ input: { email: person.email } });
    if (outcome.kind === 'done') await goOn(startPageFor([person]));
    if (outcome.kind === 'refused') setRefusals(outcome.errors.map((refusal) => refusalText(refusal)));
    if (outcome.kind === 'failed') setFailure(outcome.failure);
  };
  return (
    <>
      <ErrorSummary
        title={t('form.thereIsAProblem')}
        errors={[...refusals, ...(isCookieMissing ? [t('access.noCookie')] : [])].map((message) => ({
          message,
        }))}
      />
      {failure !== undefined && <FailureNotice failure={failure} />}
      <ul className="app-sample-people">
        {people.map((person) => (
          <li key={person.email} className="app-box">
            <h2 className="govuk-heading-s">
              <bdi>{person.name}</bdi>
            </h2>
            <p className="govuk-body">
              {t(`role.${person.role}`)}
              {person.bodyName !== null && (
                <>
                  <br />
                  <bdi>{person.bodyName}</bdi>
                </>
              )}
            </p>
            <Button variant="secondary" isBusy={isActing} onClick={() => void signIn(person)}>
              <Text id="access.signInAs" values={{ name: <bdi>{person.name}</bdi> }} />
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
