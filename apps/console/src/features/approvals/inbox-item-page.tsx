import { useState } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { ConsolePage } from '../../layout/console-page';
import type { Place } from '../../lists/use-sequence';
import { NotFoundPage } from '../../layout/not-found-page';
import { UnsavedPart, useLeave } from '../../form/unsaved';
import { usePlainTime } from '../../i18n/plain-time';
import { useText } from '../../i18n/use-text';
import { BackLink } from '../../ui/back-link';
import { classNames } from '../../ui/class-names';
import { useHotkeys } from '../../ui/use-hotkeys';
import { BadgeName } from '../../ui/person-name';
import { DecisionFacts } from '../nominations/decision-facts';
import { PlainState, StateTag } from '../nominations/plain-state';
import { ActPanel } from './act-panel';
import { ClaimPart } from './claim-part';
import { ACTS, actsFor, KEY_OF_ACT, type Act } from './acts';
import { DoneNotice } from './done-notice';
import { HotkeyHelp } from './hotkey-help';
import { useHotkeySetting } from './hotkey-setting';
import { InboxEvidence } from './inbox-evidence';
import { InboxItemQuery, type InboxNomination } from './operations';
import { Steps } from './steps';
import { useInboxSequence } from './use-inbox-sequence';

/** One nomination in the host's inbox: the evidence, what can be done, and the way to the next one. */
export function InboxItemPage() {
  const t = useText();
  const { id = '' } = useParams();
  const place = useInboxSequence(id);
  const read = useRead(InboxItemQuery, { id });
  // After J or K the answer on the page is still the record before: it must not be acted upon.
  const isThis = read.state === 'ready' && read.data.nomination?.id === id;
  if (read.state === 'ready' && read.data.nomination === null && !read.isRefreshing) return <NotFoundPage />;
  return (
    <>
      <BackLink to={`/inbox${place.search}`}>{t('inbox.backToList')}</BackLink>
      <Reading
        read={read.state === 'ready' && !isThis ? { state: 'loading' } : read}
        aroundFailure={(notice) => <ConsolePage title={t('nomination.title')}>{notice}</ConsolePage>}
      >
        {(data, refresh) =>
          data.nomination && (
            <UnsavedPart key={id}>
              <Item nomination={data.nomination} place={place} onStale={refresh} />
            </UnsavedPart>
          )
        }
      </Reading>
    </>
  );
}

interface ItemProps {
  readonly nomination: InboxNomination;
  readonly place: Place;
  readonly onStale: () => void;
}

function Item({ nomination, place, onStale }: ItemProps) {
  const t = useText();
  const navigate = useNavigate();
  const location = useLocation();
  const state: unknown = location.state;
  const [chosen, setChosen] = useState<Act>();
  const leave = useLeave();
  const choose = (act: Act | undefined) => {
    if (act !== chosen)
      leave(() => {
        setChosen(act);
      });
  };
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const [areHotkeysOn, turnHotkeys] = useHotkeySetting();

  const goTo = (id: string | undefined, withState?: object) => {
    if (id !== undefined) void navigate(`/inbox/${id}${place.search}`, { state: withState });
  };
  const onDone = () => {
    const done = {
      nominationId: nomination.id,
      name: nomination.person.name,
      act: chosen,
      needed: agreementNeeded(nomination, chosen),
    };
    if (chosen === 'reopen' || chosen === 'promote') {
      // It stays the work of whoever did it: told here, where they go on.
      setChosen(undefined);
      onStale();
      void navigate(location.pathname + location.search, { replace: true, state: { done } });
    } else if (place.next === undefined) void navigate(`/inbox${place.search}`, { state: { done } });
    else goTo(place.next, { done });
  };
  const acts = actsFor(nomination.availableActions);
  const starting = ACTS.filter((act) => acts.includes(act)).map((act) => [
    KEY_OF_ACT[act].toLowerCase(),
    () => {
      choose(act);
    },
  ]);
  useHotkeys(
    {
      ...(Object.fromEntries(starting) as Record<string, () => void>),
      j: () => {
        goTo(place.next);
      },
      k: () => {
        goTo(place.previous);
      },
      d: chosen === undefined ? undefined : confirmChoice,
      '?': () => {
        setIsHelpOpen(true);
      },
    },
    areHotkeysOn && !isHelpOpen,
  );

  return (
    <div
      className={classNames(areHotkeysOn && 'app-hotkeys-on')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') choose(undefined);
      }}
    >
      <Steps
        place={place}
        onHelp={() => {
          setIsHelpOpen(true);
        }}
      />
      <DoneNotice state={state} shownId={nomination.id} />
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
        <Standing nomination={nomination} />
        <ClaimPart nomination={nomination} onStale={onStale} />
        <ActPanel
          nomination={nomination}
          chosen={chosen}
          onChoose={choose}
          onDone={onDone}
          onCancel={() => {
            choose(undefined);
          }}
          onStale={onStale}
        />
        <DecisionFacts decision={nomination.decision} />
        <InboxEvidence nomination={nomination} chosen={chosen} />
      </ConsolePage>
      {isHelpOpen && (
        <HotkeyHelp
          isOn={areHotkeysOn}
          onTurn={turnHotkeys}
          onClose={() => {
            setIsHelpOpen(false);
          }}
        />
      )}
      <p className="govuk-visually-hidden" role="status">
        {place.position !== undefined &&
          t('inbox.position', { position: place.position, total: place.total })}
      </p>
    </div>
  );
}

/** How many have to agree to what was signed; undefined where one act is enough. */
function agreementNeeded({ signOffs }: InboxNomination, act: Act | undefined): number | undefined {
  const isSignature = act === 'approve' || act === 'refuse' || act === 'reserve';
  return isSignature && signOffs !== null && signOffs.needed > 1 ? signOffs.needed : undefined;
}

/** Sends the form that is open, as its button does. */
function confirmChoice(): void {
  document.querySelector<HTMLFormElement>('.app-act form')?.requestSubmit();
}

function Standing({ nomination }: Pick<ItemProps, 'nomination'>) {
  const t = useText();
  const time = usePlainTime();
  const { stage, dueAt } = nomination;
  return (
    <p className="govuk-body">
      <StateTag state={nomination.state} /> <PlainState nomination={nomination} />
      {stage !== null && <> · {t(`stage.${stage}`)}</>}
      {dueAt !== null && (
        <>
          {' · '}
          <span className={Date.parse(dueAt) < Date.now() ? 'app-overdue' : undefined}>
            {time.due(dueAt)}
          </span>
        </>
      )}
    </p>
  );
}
