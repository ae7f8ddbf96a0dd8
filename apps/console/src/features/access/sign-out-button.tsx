import { useState } from 'react';
import { useAct } from '../../api/use-act';
import { useLeave } from '../../form/unsaved';
import { useText } from '../../i18n/use-text';
import { SignOutMutation } from './operations';
import { changeSession } from './session-change';

export function SignOutButton() {
  const t = useText();
  const { act } = useAct(SignOutMutation);
  const leave = useLeave();
  const [hasFailed, setHasFailed] = useState(false);
  const signOut = async () => {
    const outcome = await act({ input: {} });
    if (outcome.kind === 'done') changeSession('/?signed-out');
    else setHasFailed(true);
  };
  return (
    <>
      <button
        type="button"
        className="app-header__action"
        onClick={() => {
          leave(() => void signOut());
        }}
      >
        {t('access.signOut')}
      </button>
      {hasFailed && <span role="alert">{t('access.signOutFailed')}</span>}
    </>
  );
}
