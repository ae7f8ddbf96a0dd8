import { useState } from 'react';
import { useAct } from '../../api/use-act';
import { useRefusalText } from '../../api/use-refusal-text';
import { Text } from '../../i18n/text';
import { isolate, useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { RevokeApiTokenMutation, type ApiToken } from './operations';

interface RevokeApiTokenProps {
  readonly token: ApiToken;
  readonly onRevoked: () => void;
}

/** Asks before it takes a token away: a program somewhere stops working at once. */
export function RevokeApiToken({ token, onRevoked }: RevokeApiTokenProps) {
  const t = useText();
  const refusalText = useRefusalText('revokeApiToken');
  const { act, isActing } = useAct(RevokeApiTokenMutation);
  const [isAsking, setIsAsking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const revoke = async () => {
    const outcome = await act((idempotencyKey) => ({ id: token.id, input: { idempotencyKey } }));
    if (outcome.kind === 'done') {
      setIsAsking(false);
      onRevoked();
    } else if (outcome.kind === 'refused')
      setProblem(outcome.errors.map((error) => refusalText(error)).join(' '));
    else setProblem(t(`failure.${outcome.failure.kind}.text`));
  };
  return (
    <>
      <Button
        variant="secondary"
        aria-label={t('access.revokeNamed', { name: isolate(token.name) })}
        onClick={() => {
          setIsAsking(true);
        }}
      >
        {t('access.revoke')}
      </Button>
      {isAsking && (
        <Dialog
          title={t('access.revokeTitle')}
          closeLabel={t('general.cancel')}
          onClose={() => {
            setIsAsking(false);
          }}
        >
          <p className="govuk-body">
            <Text id="access.revokeText" values={{ name: <bdi>{token.name}</bdi> }} />
          </p>
          {problem !== undefined && (
            <p className="govuk-error-message" role="alert">
              {problem}
            </p>
          )}
          <Button variant="warning" isBusy={isActing} onClick={() => void revoke()}>
            {t('access.revoke')}
          </Button>{' '}
        </Dialog>
      )}
    </>
  );
}
