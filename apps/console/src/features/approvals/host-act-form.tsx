import type { ReactNode } from 'react';
import type { FieldValues } from 'react-hook-form';
import { ActForm } from '../../form/act-form';
import type { ActFormState } from '../../form/use-act-form';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import type { Act } from './acts';
import type { InboxNomination } from './operations';

/** What every form of an act of the host gets. */
export interface HostActProps<Chosen extends Act = Act> {
  readonly act: Chosen;
  readonly nomination: InboxNomination;
  readonly onDone: () => void;
  readonly onCancel: () => void;
  /** Somebody else was faster: the page reads the newest version and shows what happened */
  readonly onStale: () => void;
}

interface HostActFormProps<Values extends FieldValues> extends Pick<HostActProps, 'act' | 'onCancel'> {
  readonly state: ActFormState<Values>;
  readonly isWarning?: boolean;
  readonly children: ReactNode;
}

/** The frame of such a form: its questions, the button that confirms, and the way back. */
export function HostActForm<Values extends FieldValues>(props: HostActFormProps<Values>) {
  const { state, act, isWarning = false, onCancel, children } = props;
  const t = useText();
  return (
    <ActForm
      state={state}
      submitLabel={t(`act.${act}.confirm`)}
      variant={isWarning ? 'warning' : 'primary'}
      shortcut="D"
      beside={
        <Button variant="secondary" onClick={onCancel} shortcut="Escape">
          {t('general.cancel')}
        </Button>
      }
    >
      {children}
    </ActForm>
  );
}
