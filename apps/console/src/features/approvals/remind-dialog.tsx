import { useState } from 'react';
import { FormDialog } from '../../form/form-dialog';
import { useMutationButton } from '../../form/use-mutation-button';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { useConferenceId } from '../conference/current-conference';
import { RemindReviewsMutation, type ReviewReminder } from './remind-operations';
import { ColleagueLine, ReviewName } from './review-lines';

interface RemindDialogProps {
  readonly items: readonly { readonly id: string }[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** What would be sent, or what was. */
interface Reminding {
  readonly isSent: boolean;
  readonly reminders: readonly ReviewReminder[];
}

/** Reminds whoever still has to act on these reviews: first who would be written to, and who not and why, then the press that does it. */
export function RemindDialog({ items, onClose, onDone }: RemindDialogProps) {
  const t = useText();
  const conferenceId = useConferenceId();
  const [reminding, setReminding] = useState<Reminding>();
  const look = useMutationButton(RemindReviewsMutation, {
    onDone: ({ reminders }) => {
      setReminding({ isSent: false, reminders: reminders ?? [] });
    },
  });
  const send = useMutationButton(RemindReviewsMutation, {
    onDone: ({ reminders }) => {
      setReminding({ isSent: true, reminders: reminders ?? [] });
    },
  });
  const input = { conferenceId, nominationIds: items.map(({ id }) => id) };
  const close = () => {
    if (reminding?.isSent === true) onDone();
    onClose();
  };
  const count = (reminding?.reminders ?? []).reduce((sum, { reminded }) => sum + reminded.length, 0);
  const problem = look.problem ?? send.problem;
  return (
    <FormDialog title={t('remind.of', { count: items.length })} onClose={close}>
      {reminding === undefined ? (
        <p className="govuk-body">{t('remind.text')}</p>
      ) : (
        <Told {...reminding} count={count} />
      )}
      <p role="alert" className={problem === undefined ? undefined : 'govuk-error-message'}>
        {problem}
      </p>
      {reminding === undefined && (
        <Button
          isBusy={look.isActing}
          onClick={() => void look.press({ input: { ...input, isDryRun: true } })}
        >
          {look.isActing ? t('form.sending') : t('many.look')}
        </Button>
      )}
      {reminding?.isSent === false && count > 0 && (
        <Button isBusy={send.isActing} onClick={() => void send.press({ input })}>
          {send.isActing ? t('form.sending') : t('remind.send', { count })}
        </Button>
      )}
      {reminding?.isSent === true && <Button onClick={close}>{t('remind.close')}</Button>}
    </FormDialog>
  );
}

/** Each review with who is reminded, and who not and why. */
function Told({ isSent, reminders, count }: Reminding & { readonly count: number }) {
  const t = useText();
  return (
    <div role="status">
      <p className="govuk-body">{t(isSent ? 'remind.done' : 'remind.foreseen', { count })}</p>
      <ul className="govuk-list govuk-list--bullet">
        {reminders.map(({ nomination, outcome, reminded, skipped }, index) => (
          <li key={nomination?.id ?? index}>
            {nomination === null ? t('many.unknown') : <ReviewName nomination={nomination} />}
            <ul className="govuk-list app-muted">
              {outcome === 'NOT_WAITING' && <li>{t('remind.notWaiting')}</li>}
              {reminded.map(({ id, name }) => (
                <ColleagueLine key={id} name={name} said={t(isSent ? 'remind.written' : 'remind.toWrite')} />
              ))}
              {skipped.map(({ colleague, obstacle }) => (
                <ColleagueLine
                  key={colleague?.id}
                  name={colleague?.name}
                  said={t(`reminderObstacle.${obstacle}`)}
                />
              ))}
              {outcome === 'NOBODY' && skipped.length === 0 && <li>{t('remind.nobody')}</li>}
            </ul>
          </li>
        ))}
      </ul>
    </div>
  );
}
