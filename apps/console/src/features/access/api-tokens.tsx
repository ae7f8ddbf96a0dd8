import { type ReactNode, useState } from 'react';
import { usePlainTime } from '../../i18n/plain-time';
import { Text } from '../../i18n/text';
import { isolate, useText } from '../../i18n/use-text';
import { DataTable, type Column } from '../../ui/data-table';
import { Tag } from '../../ui/tag';
import { Notification } from '../../ui/text-blocks';
import type { ApiToken } from './operations';
import { RevokeApiToken } from './revoke-api-token';
import { SecretOnce } from './secret-once';

interface ApiTokensProps<Token extends ApiToken> {
  readonly tokens: readonly Token[];
  /** What is told of a token beside what is told of each */
  readonly columns?: readonly Column<Token>[];
  /** Said above the list; left out where the heading above says it */
  readonly caption?: string;
  readonly empty: string;
  /** The form with which another one is made, for whoever makes some; the secret is told once: nobody can read it again. */
  readonly form?: (onMade: (name: string, secret: string) => void) => ReactNode;
  readonly onChanged: () => void;
}

/** Tokens of a person or of bodies: what they may do, when they were used and when they end, and ending them. */
export function ApiTokens<Token extends ApiToken>(props: ApiTokensProps<Token>) {
  const { tokens, columns: more = [], caption, empty, form, onChanged } = props;
  const t = useText();
  const [made, setMade] = useState<{ name: string; secret: string }>();
  const [revoked, setRevoked] = useState<ApiToken>();
  const [name, ...others] = useColumns((token) => {
    setRevoked(token);
    // The secret of another one may still have to be copied: it is not shown again.
    setMade((before) => (before?.name === token.name ? undefined : before));
    onChanged();
  });
  return (
    <>
      {revoked !== undefined && (
        <Notification title={t('general.success')} kind="success" of={revoked}>
          <p className="govuk-notification-banner__heading">
            {t('access.revokedNow', { name: isolate(revoked.name) })}
          </p>
        </Notification>
      )}
      {made !== undefined && (
        <SecretOnce title={t('access.tokenMade')} secret={made.secret}>
          <p className="govuk-notification-banner__heading">
            <Text id="access.tokenSecret" values={{ name: <bdi>{made.name}</bdi> }} />
          </p>
        </SecretOnce>
      )}
      <DataTable
        caption={caption ?? t('access.tokens')}
        isCaptionHidden={caption === undefined}
        columns={name === undefined ? more : [name, ...more, ...others]}
        rows={tokens}
        rowKey={(token) => token.id}
        empty={<p className="govuk-body">{empty}</p>}
      />
      {form !== undefined && (
        <>
          <h2 className="govuk-heading-m">{t('access.newToken')}</h2>
          {form((ofName, secret) => {
            setRevoked(undefined);
            setMade({ name: ofName, secret });
            onChanged();
          })}
        </>
      )}
    </>
  );
}

function useColumns(onRevoked: (token: ApiToken) => void): readonly Column<ApiToken>[] {
  const t = useText();
  const time = usePlainTime();
  const isOver = (token: ApiToken) => token.expiresAt !== null && Date.parse(token.expiresAt) < Date.now();
  return [
    {
      key: 'name',
      header: t('access.tokenName'),
      isRowHeader: true,
      cell: (token) => <bdi>{token.name}</bdi>,
    },
    {
      key: 'scope',
      header: t('access.tokenScopes'),
      cell: (token) => t(`apiTokenScope.${token.scope}`),
    },
    { key: 'created', header: t('access.tokenCreated'), cell: (token) => time.full(token.createdAt) },
    {
      key: 'used',
      header: t('access.tokenUsed'),
      cell: (token) => (token.lastUsedAt === null ? t('access.tokenNeverUsed') : time.full(token.lastUsedAt)),
    },
    {
      key: 'expires',
      header: t('access.tokenExpires'),
      cell: (token) =>
        token.expiresAt === null ? t('access.tokenNeverExpires') : time.full(token.expiresAt),
    },
    {
      key: 'revoke',
      header: t('access.tokenState'),
      cell: (token) => {
        if (token.revokedAt !== null) return <Tag colour="grey">{t('access.tokenRevoked')}</Tag>;
        if (isOver(token)) return <Tag colour="grey">{t('access.tokenExpired')}</Tag>;
        if (!token.canRevoke) return t('access.tokenWorks');
        return (
          <RevokeApiToken
            token={token}
            onRevoked={() => {
              onRevoked(token);
            }}
          />
        );
      },
    },
  ];
}
