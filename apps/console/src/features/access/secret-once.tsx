import type { ReactNode } from 'react';
import { useText } from '../../i18n/use-text';
import { CopyButton } from '../../ui/copy-button';
import { Notification } from '../../ui/text-blocks';

interface SecretOnceProps {
  readonly title: string;
  readonly secret: string;
  /** What it is of, and that it is not shown again */
  readonly children: ReactNode;
}

/** A secret that was made just now, to be copied: nobody can read it again. */
export function SecretOnce({ title, secret, children }: SecretOnceProps) {
  const t = useText();
  return (
    <Notification title={title} kind="success" of={secret}>
      {children}
      <code className="app-secret" dir="ltr">
        {secret}
      </code>
      <CopyButton
        key={secret}
        text={secret}
        label={t('access.copySecret')}
        doneLabel={t('access.secretCopied')}
        failedLabel={t('access.secretNotCopied')}
      />
    </Notification>
  );
}
