import { useState } from 'react';
import { Problem } from '../../form/problem';
import { useMutationButton } from '../../form/use-mutation-button';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import {
  AbandonImportListMutation,
  ApplyImportListMutation,
  UndoImportListMutation,
  type ImportList,
  type ImportPreview,
} from './operations';

export interface ListDone {
  readonly act: 'applied' | 'undone' | 'abandoned' | 'said' | 'readAgain';
}

/** What the nominations of a list appear in. */
const NOMINATIONS = ['Nomination', 'NominationConnection', 'QuotaBalance', 'QuotaBalanceConnection'];
const MOST_ROWS_NAMED = 20;

interface ListActsProps {
  readonly list: ImportList;
  readonly counts: ImportPreview['counts'];
  readonly onDone: (done: ListDone) => void;
  /** The list is not as the page shows it */
  readonly onChanged: () => void;
}

/** The button with the figures; and the ways back, each of which asks first. */
export function ListActs({ list, counts, onDone, onChanged }: ListActsProps) {
  const t = useText();
  const [asked, setAsked] = useState<'undo' | 'abandon'>();
  const { id, version, availableActions } = list;
  const { toDraft, toUpdate, toLeave } = counts;
  const can = (action: ImportList['availableActions'][number]) => availableActions.includes(action);
  const close = () => {
    setAsked(undefined);
  };
  const seeAgain = ({ code }: { readonly code: string }): undefined => {
    if (code === 'COUNTS_CHANGED' || code === 'VERSION_CONFLICT') onChanged();
  };
  const tell = (act: ListDone['act']) => () => {
    close();
    onDone({ act });
  };
  const apply = useMutationButton(ApplyImportListMutation, {
    also: NOMINATIONS,
    onDone: tell('applied'),
    onRefused: seeAgain,
  });
  const undo = useMutationButton(UndoImportListMutation, {
    also: NOMINATIONS,
    onDone: tell('undone'),
    refusalValues: ({ rows }) => ({
      count: rows?.length ?? 0,
      rows: (rows ?? []).slice(0, MOST_ROWS_NAMED).join(', '),
    }),
    onRefused: seeAgain,
  });
  const abandon = useMutationButton(AbandonImportListMutation, {
    onDone: tell('abandoned'),
    onRefused: seeAgain,
  });
  return (
    <>
      <div className="govuk-button-group">
        {can('APPLY') && toDraft + toUpdate > 0 && (
          <Button
            isBusy={apply.isActing}
            onClick={() => void apply.press({ id, input: { version, toDraft, toUpdate, toLeave } })}
          >
            {t('imports.apply', { toDraft, toUpdate, toLeave })}
          </Button>
        )}
        {can('UNDO') && (
          <Button
            variant="secondary"
            onClick={() => {
              setAsked('undo');
            }}
          >
            {t('imports.undo')}
          </Button>
        )}
        {can('ABANDON') && (
          <Button
            variant="secondary"
            onClick={() => {
              setAsked('abandon');
            }}
          >
            {t('imports.abandon')}
          </Button>
        )}
      </div>
      <Problem of={apply.problem} />
      {list.state === 'APPLIED' && !can('UNDO') && (
        <p className="govuk-body">{t('imports.undoByCoordinator')}</p>
      )}
      {asked === 'undo' && (
        <Dialog title={t('imports.undoTitle')} closeLabel={t('general.cancel')} onClose={close}>
          <p className="govuk-body">{t('imports.undoText')}</p>
          <Problem of={undo.problem} />
          <Button isBusy={undo.isActing} onClick={() => void undo.press({ id, input: { version } })}>
            {t('imports.undo')}
          </Button>{' '}
        </Dialog>
      )}
      {asked === 'abandon' && (
        <Dialog title={t('imports.abandonTitle')} closeLabel={t('general.cancel')} onClose={close}>
          <p className="govuk-body">{t('imports.abandonText')}</p>
          <Problem of={abandon.problem} />
          <Button
            variant="warning"
            isBusy={abandon.isActing}
            onClick={() => void abandon.press({ id, input: { version } })}
          >
            {t('imports.abandon')}
          </Button>{' '}
        </Dialog>
      )}
    </>
  );
}
