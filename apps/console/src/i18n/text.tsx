import { Children, type ReactNode } from 'react';
import { useIntl } from 'react-intl';
import type { MessageId } from './catalogue.en';

interface TextProps {
  readonly id: MessageId;
  /** Elements are allowed: `<bdi>` round a name, a link round its words (`<a>` tags in the message). */
  readonly values?: Readonly<Record<string, ReactNode | ((chunks: ReactNode[]) => ReactNode)>>;
}

/** A message of the catalogue with elements in it; `useText` serves where a string is enough. */
export function Text({ id, values }: TextProps) {
  const intl = useIntl();
  const filled: unknown = intl.formatMessage({ id }, values as Parameters<typeof intl.formatMessage>[1]);
  return <>{Children.toArray(filled as ReactNode)}</>;
}
