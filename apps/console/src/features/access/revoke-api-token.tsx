import { Problem } from '../../form/problem';
import { useMutationButton } from '../../form/use-mutation-button';
import { useState } from 'react';
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
  const [isAsking, setIsAsking] = useState(false);
  const { press, isActing, problem } = useMutationButton(RevokeApiTokenMutation, {
    onDone: () => {
      setIsAsking(false);
      onRevoked();
    },
  });
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
          <Problem of={problem} />
          <Button variant="warning" isBusy={isActing} onClick={() => void press({ id: token.id, input: {} })}>
            {t('access.revoke')}
          </Button>{' '}
        </Dialog>
      )}
    </>
  );
}
