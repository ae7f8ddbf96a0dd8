import { useText } from '../i18n/use-text';
import { Dialog } from '../ui/dialog';
import { UnsavedPart, useLeave } from './unsaved';
import type { ReactNode } from 'react';

interface FormDialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog with a form in it: closing it asks first where something is typed. */
export function FormDialog(props: FormDialogProps) {
  return (
    <UnsavedPart>
      <GuardedDialog {...props} />
    </UnsavedPart>
  );
}

function GuardedDialog({ title, onClose, children }: FormDialogProps) {
  const t = useText();
  const leave = useLeave();
  return (
    <Dialog
      title={title}
      closeLabel={t('general.cancel')}
      onClose={() => {
        leave(onClose);
      }}
    >
      {children}
    </Dialog>
  );
}
