import { Problem } from '../../form/problem';
import { useMutationButton } from '../../form/use-mutation-button';
import { isolate, useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { DeleteViewMutation, type SavedView } from './operations';

interface DeleteViewProps {
  readonly view: SavedView;
  readonly onDeleted: () => void;
  readonly onClose: () => void;
}

/** Asks first: a view that is gone does not come back, for those as well with whom it was shared. */
export function DeleteView({ view: { id, name, isShared }, onDeleted, onClose }: DeleteViewProps) {
  const t = useText();
  const { press, isActing, problem } = useMutationButton(DeleteViewMutation, {
    also: ['SavedView'],
    onDone: onDeleted,
  });
  return (
    <Dialog title={t('views.deleteTitle')} closeLabel={t('general.cancel')} onClose={onClose}>
      <p className="govuk-body">
        {t(isShared ? 'views.deleteShared' : 'views.deleteText', { name: isolate(name) })}
      </p>
      <Problem of={problem} />
      <Button variant="warning" isBusy={isActing} onClick={() => void press({ id, input: {} })}>
        {t('views.delete')}
      </Button>
    </Dialog>
  );
}
