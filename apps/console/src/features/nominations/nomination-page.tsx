import { useEffect, useRef, useState } from 'react';
import { Link, useLocation, useParams, useSearchParams } from 'react-router';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { ConsolePage } from '../../layout/console-page';
import { NotFoundPage } from '../../layout/not-found-page';
import { StaysWhileTyped, UnsavedPart } from '../../form/unsaved';
import { useText } from '../../i18n/use-text';
import { lastShown } from '../../lists/last-shown';
import { BackLink } from '../../ui/back-link';
import { Button } from '../../ui/button';
import { focusOn } from '../../ui/focus-on';
import { Notification } from '../../ui/text-blocks';
import { UnavailableButton } from '../../ui/unavailable-button';
import { hasRole, READING_INBOX } from '../access/roles';
import { useSession } from '../access/session';
import { BadgeName } from '../../ui/person-name';
import { Attachments } from './attachments';
import { CorrectPerson } from './correct-person';
import { CorrectEmail, hasBounced, isCorrectable } from './correct-email';
import { DecisionFacts } from './decision-facts';
import { EditNomination } from './edit-nomination';
import { History } from './history';
import { MissingFields } from './missing-fields';
import { NominationFacts } from './nomination-facts';
import { doneOf, doneWith, type Done } from './nomination-done';
import { NominationMessages } from './nomination-messages';
import { Notes } from './notes';
import { NotThisOrganisation } from './not-this-organisation';
import { NominationQuery, type NominationWithMessages } from './operations';
import { PlainState, StateTag } from './plain-state';
import { QuotaBar } from '../places/quota-bar';
import { ReadyPart } from './ready-part';
import { SubmitNomination } from './submit-nomination';
import { isSubstitutable, SubstituteNominee } from './substitute-nominee';
import { Succession } from './succession';
import { useNominationNews } from './use-nomination-news';
import { WithdrawNomination } from './withdraw-nomination';

/** What a partner's staff can do themselves on this page; the host's actions have the inbox. */
const PARTNER_ACTIONS = ['UPDATE', 'SUBMIT', 'WITHDRAW', 'SUBSTITUTE'] as const;

const EDIT_BUTTON = 'change-nomination';

/** One nomination in its body's workspace: what was said, what happened, and what can be done next. */
export function NominationPage() {
  const t = useText();
  const { id = '' } = useParams();
  const read = useRead(NominationQuery, { id });
  useNominationNews(id, read);
  if (read.state === 'ready' && read.data.nomination === null) return <NotFoundPage />;
  return (
    <>
      <BackLink to={lastShown('/nominations')}>{t('nominations.backToList')}</BackLink>
      <Reading
        read={read}
        aroundFailure={(notice) => <ConsolePage title={t('nomination.title')}>{notice}</ConsolePage>}
      >
        {(data, reload) => data.nomination && <Record nomination={data.nomination} onChanged={reload} />}
      </Reading>
    </>
  );
}

interface RecordProps {
  readonly nomination: NominationWithMessages;
  readonly onChanged: () => void;
}

function Record({ nomination, onChanged }: RecordProps) {
  const t = useText();
  const [parameters, setParameters] = useSearchParams();
  const { grants } = useSession();
  const canEdit = nomination.availableActions.includes('UPDATE');
  // Once begun it stays: what somebody else does meanwhile must not take the text away from under the hands.
  const [hasBegun, setHasBegun] = useState(false);
  const isEditing = parameters.has('edit') && (canEdit || hasBegun);
  if (hasBegun !== isEditing) setHasBegun(isEditing);
  useFocusOfEditing(isEditing);
  const location = useLocation();
  const done = doneOf(location.state);
  const tell = (act: Done) => {
    setParameters({}, { replace: true, state: doneWith(act) });
    onChanged();
  };
  return (
    <ConsolePage
      title={nomination.person.name}
      heading={
        <>
          <bdi>{nomination.person.name}</bdi>
          <BadgeName person={nomination.person} />
        </>
      }
      caption={<bdi>{nomination.reference}</bdi>}
    >
      {done !== undefined && !isEditing && (
        <Notification title={t('general.success')} kind="success" of={location.key}>
          <p className="govuk-notification-banner__heading">{t(`nomination.done.${done}`)}</p>
        </Notification>
      )}
      <p className="govuk-body">
        <StateTag state={nomination.state} /> <PlainState nomination={nomination} />
      </p>
      <Succession nomination={nomination} />
      {(nomination.stage !== null || nomination.availableActions.includes('PROMOTE')) &&
        hasRole(grants, READING_INBOX) && (
          <p className="govuk-body">
            <Link className="govuk-link" to={`/inbox/${nomination.id}`}>
              {t('nomination.openInInbox')}
            </Link>
          </p>
        )}
      {isEditing ? (
        <div className="app-reading">
          <UnsavedPart>
            <EditNomination
              nomination={nomination}
              onDone={() => {
                tell('saved');
              }}
              onCancel={() => {
                setParameters({}, { replace: true });
              }}
            />
          </UnsavedPart>
        </div>
      ) : (
        <RecordColumns
          nomination={nomination}
          onChanged={onChanged}
          onDone={tell}
          onEdit={() => {
            setParameters({ edit: '' }, { replace: true });
          }}
        />
      )}
    </ConsolePage>
  );
}

/** Each of the two buttons goes away with what it did: the focus goes on to the form, or back to where that began. */
function useFocusOfEditing(isEditing: boolean): void {
  const was = useRef(isEditing);
  useEffect(() => {
    if (was.current === isEditing) return;
    was.current = isEditing;
    // What was saved is told by a notification, which has the focus.
    if (document.activeElement !== document.body) return;
    if (isEditing) focusOn(document.querySelector<HTMLElement>('main form h2'));
    else document.getElementById(EDIT_BUTTON)?.focus({ preventScroll: true });
    document.activeElement?.scrollIntoView({ block: 'center' });
  }, [isEditing]);
}

interface RecordColumnsProps extends RecordProps {
  readonly onDone: (act: Done) => void;
  readonly onEdit: () => void;
}

function RecordColumns({ nomination, onChanged, onDone, onEdit }: RecordColumnsProps) {
  const t = useText();
  const can = (action: (typeof PARTNER_ACTIONS)[number]) => nomination.availableActions.includes(action);
  const refused = nomination.unavailableActions.filter(({ action }) =>
    PARTNER_ACTIONS.some((own) => own === action),
  );
  // Where the mail came back this comes first: nothing else helps that person.
  const isBounced = hasBounced(nomination);
  const correction = (
    <StaysWhileTyped isOffered={isCorrectable(nomination)}>
      <CorrectEmail
        key={nomination.person.email}
        nomination={nomination}
        onDone={(isInvitedAgain) => {
          onDone(isInvitedAgain ? 'redirected' : 'corrected');
        }}
        onStale={onChanged}
      />
    </StaysWhileTyped>
  );
  const personCorrection = (
    <StaysWhileTyped isOffered={isCorrectable(nomination)}>
      <CorrectPerson
        key={nomination.version}
        nomination={nomination}
        onDone={() => {
          onDone('personCorrected');
        }}
        onStale={onChanged}
      />
    </StaysWhileTyped>
  );
  return (
    <div className="app-columns">
      <div>
        <StaysWhileTyped isOffered={can('SUBMIT')}>
          <SubmitNomination
            key={nomination.state}
            nomination={nomination}
            onDone={() => {
              onDone('submitted');
            }}
            onStale={onChanged}
          />
        </StaysWhileTyped>
        {can('UPDATE') && <ReadyPart nomination={nomination} onChanged={onChanged} />}
        {isBounced && correction}
        <DecisionFacts decision={nomination.decision} />
        {can('UPDATE') && !can('SUBMIT') && <MissingFields nomination={nomination} />}
        <NominationFacts nomination={nomination} />
        <NotThisOrganisation
          nomination={nomination}
          onDone={() => {
            onDone('organisationTakenBack');
          }}
        />
        {can('UPDATE') && (
          <Button variant="secondary" id={EDIT_BUTTON} onClick={onEdit}>
            {t('nomination.edit')}
          </Button>
        )}
        {personCorrection}
        {!isBounced && correction}
        {refused.map(({ action, code }) => (
          <UnavailableButton
            key={action}
            label={t(`nominationAction.${action}`)}
            reason={t(`unavailable.${code}`, { state: nomination.state })}
          />
        ))}
        <StaysWhileTyped isOffered={isSubstitutable(nomination)}>
          <SubstituteNominee
            key={nomination.version}
            nomination={nomination}
            onDone={() => {
              onDone('substituted');
            }}
            onStale={onChanged}
          />
        </StaysWhileTyped>
        <StaysWhileTyped isOffered={can('WITHDRAW')}>
          <WithdrawNomination
            nomination={nomination}
            onDone={() => {
              onDone('withdrawn');
            }}
            onStale={onChanged}
          />
        </StaysWhileTyped>
      </div>
      <div>
        {nomination.quotaBalance !== null && (
          <section aria-labelledby="quota-heading">
            <h2 className="govuk-heading-m" id="quota-heading">
              {t('quota.title')}
            </h2>
            <QuotaBar balance={nomination.quotaBalance} />
          </section>
        )}
        <Attachments nomination={nomination} onChanged={onChanged} />
        <Notes nomination={nomination} onChanged={onChanged} />
        <NominationMessages messages={nomination.messages} />
        <section aria-labelledby="history-heading">
          <h2 className="govuk-heading-m" id="history-heading">
            {t('history.title')}
          </h2>
          <History nomination={nomination} />
        </section>
      </div>
    </div>
  );
}
