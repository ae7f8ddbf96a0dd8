import { useEffect, useRef, type Ref } from 'react';
import { useRead } from '../../api/use-read';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { LinkButton } from '../../ui/link-button';
import { UnavailableButton } from '../../ui/unavailable-button';
import { useConferenceId } from '../conference/current-conference';
import { PlacePreviewQuery } from '../places/place-preview-operations';
import { actsFor, KEY_OF_ACT, type Act } from './acts';
import { DecideForm } from './decide-form';
import type { HostActProps } from './host-act-form';
import { AbsentColleaguesQuery } from './operations';
import { PromoteForm } from './promote-form';
import { RecommendForm } from './recommend-form';
import { ReopenForm } from './reopen-form';
import { ReturnForm } from './return-form';

const HOST_ACTIONS = ['RECOMMEND', 'RETURN', 'DECIDE', 'REOPEN'] as const;

interface ActPanelProps extends Omit<HostActProps, 'act'> {
  readonly chosen: Act | undefined;
  readonly onChoose: (act: Act) => void;
}

/** What can be done with the nomination now: one tap chooses, the next confirms. */
export function ActPanel({ chosen, onChoose, ...rest }: ActPanelProps) {
  const t = useText();
  const { nomination } = rest;
  const acts = actsFor(nomination.availableActions);
  const isIdle = acts.length === 0 && !nomination.availableActions.includes('RELEASE');
  const refused = nomination.unavailableActions.filter(({ action }) =>
    HOST_ACTIONS.some((own) => own === action),
  );
  const ref = useFocusOnChoice(chosen);
  useReadingAhead(nomination.id, acts);
  return (
    <section className="app-box app-box--strong app-act" aria-labelledby="act-heading">
      <h2 className="govuk-heading-m" id="act-heading" tabIndex={-1} ref={ref}>
        {chosen === undefined ? t('act.title') : t(`act.${chosen}`)}
      </h2>
      {chosen !== undefined && <ChosenForm key={chosen} act={chosen} {...rest} />}
      {chosen === undefined && isIdle && <p className="govuk-body">{t('act.nothing')}</p>}
      {chosen === undefined && (
        <div className="app-decide">
          {nomination.availableActions.includes('RELEASE') && (
            <LinkButton to={`/release?only=${nomination.id}`}>{t('act.release')}</LinkButton>
          )}
          {acts.map((act, index) => (
            <Button
              key={act}
              variant={index === 0 && act !== 'reopen' ? 'primary' : 'secondary'}
              shortcut={KEY_OF_ACT[act]}
              onClick={() => {
                onChoose(act);
              }}
            >
              {t(`act.${act}`)}
            </Button>
          ))}
        </div>
      )}
      {chosen === undefined &&
        refused.map(({ action, code }) => (
          <UnavailableButton
            key={action}
            label={t(`nominationAction.${action}`)}
            reason={t(`unavailable.${code}`, { state: nomination.state })}
          />
        ))}
    </section>
  );
}

/** What the forms show above their buttons is read with the page: later it would push them from under a finger. */
function useReadingAhead(nominationId: string, acts: readonly Act[]): void {
  const conferenceId = useConferenceId();
  useRead(PlacePreviewQuery, { nominationId, act: 'REFUSE' }, !acts.includes('refuse'));
  useRead(
    AbsentColleaguesQuery,
    { conferenceId },
    !acts.some((act) => act === 'approve' || act === 'refuse'),
  );
}

/** Puts the focus where the person goes on: the heading says what was chosen, the form follows it. */
function useFocusOnChoice(chosen: Act | undefined): Ref<HTMLHeadingElement> {
  const ref = useRef<HTMLHeadingElement>(null);
  const before = useRef(chosen);
  useEffect(() => {
    if (before.current !== chosen) ref.current?.focus();
    before.current = chosen;
  }, [chosen]);
  return ref;
}

function ChosenForm({ act, ...rest }: HostActProps) {
  switch (act) {
    case 'recommendApproval':
    case 'recommendRefusal':
    case 'recommendReserve':
      return <RecommendForm act={act} {...rest} />;
    case 'approve':
    case 'refuse':
    case 'reserve':
      return <DecideForm act={act} {...rest} />;
    case 'return':
      return <ReturnForm act={act} {...rest} />;
    case 'reopen':
      return <ReopenForm act={act} {...rest} />;
    case 'promote':
      return <PromoteForm act={act} {...rest} />;
  }
}
