import { useState } from 'react';
import { FormDialog } from '../../form/form-dialog';
import { useMutationButton } from '../../form/use-mutation-button';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { PersonName } from '../../ui/person-name';
import { useConferenceId } from '../conference/current-conference';
import { RemindReviewsMutation, type ReviewReminder } from './remind-operations';

interface RemindDialogProps {
  readonly items: readonly { readonly id: string }[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Reminds whoever still has to act on these reviews, with one press; then says who was written to, and who not and why. */
export function RemindDialog({ items, onClose, onDone }: RemindDialogProps) {
  const t = useText();
  const conferenceId = useConferenceId();
  const [told, setTold] = useState<readonly ReviewReminder[]>();
  const { press, isActing, problem } = useMutationButton(RemindReviewsMutation, {
    onDone: ({ reminders }) => {
      setTold(reminders ?? []);
    },
  });
  const close = () => {
    if (told !== undefined) onDone();
    onClose();
  };
  return (
    <FormDialog title={t('remind.of', { count: items.length })} onClose={close}>
      {told === undefined ? (
        <>
          <p className="govuk-body">{t('remind.text')}</p>
          <p role="alert" className={problem === undefined ? undefined : 'govuk-error-message'}>
            {problem}
          </p>
          <Button
            isBusy={isActing}
            onClick={() => void press({ input: { conferenceId, nominationIds: items.map(({ id }) => id) } })}
          >
            {isActing ? t('form.sending') : t('remind.send')}
          </Button>
        </>
      ) : (
        <>
          <Told reminders={told} />
          <Button onClick={close}>{t('remind.close')}</Button>
        </>
      )}
    </FormDialog>
  );
}

/** Each review with who was reminded, and who not and why. */
function Told({ reminders }: { readonly reminders: readonly ReviewReminder[] }) {
  const t = useText();
  const count = reminders.reduce((sum, { reminded }) => sum + reminded.length, 0);
  return (
    <div role="status">
      <p className="govuk-body">{t('remind.done', { count })}</p>
      <ul className="govuk-list govuk-list--bullet">
        {reminders.map(({ nomination, outcome, reminded, skipped }, index) => (
          <li key={nomination?.id ?? index}>
            {nomination === null ? (
              t('many.unknown')
            ) : (
              <>
                <PersonName person={nomination.person} /> (<bdi>{nomination.reference}</bdi>)
              </>
            )}
            <ul className="govuk-list app-muted">
              {outcome === 'NOT_WAITING' && <li>{t('remind.notWaiting')}</li>}
              {reminded.map(({ id, name }) => (
                <li key={id}>
                  <bdi>{name}</bdi>
                  {t('general.colon')}
                  {t('remind.written')}
                </li>
              ))}
              {skipped.map(({ colleague, obstacle }) => (
                <li key={colleague?.id}>
                  <bdi>{colleague?.name}</bdi>
                  {t('general.colon')}
                  {t(`reminderObstacle.${obstacle}`)}
                </li>
              ))}
              {outcome === 'NOBODY' && skipped.length === 0 && <li>{t('remind.nobody')}</li>}
            </ul>
          </li>
        ))}
      </ul>
    </div>
  );
}
