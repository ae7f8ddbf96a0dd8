import { useState } from 'react';
import { useClient } from 'urql';
import { useText } from '../../i18n/use-text';
import { SignOutMutation } from './operations';
import { changeSession } from './session-change';

export function SignOutButton() {
  const t = useText();
  const client = useClient();
  const [hasFailed, setHasFailed] = useState(false);
  const signOut = async () => {
    const result = await client.mutation(SignOutMutation, {}).toPromise();
    if (result.error === undefined) changeSession('/?signed-out');
    else setHasFailed(true);
  };
  return (
    <>
      <button type="button" className="app-header__action" onClick={() => void signOut()}>
        {t('access.signOut')}
      </button>
      {hasFailed && <span role="alert">{t('access.signOutFailed')}</span>}
    </>
  );
}
