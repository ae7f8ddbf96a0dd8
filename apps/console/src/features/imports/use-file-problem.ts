import { useIntl } from 'react-intl';
import type { MessageId } from '../../i18n/catalogue.en';
import { useText } from '../../i18n/use-text';

/** Why a file cannot be read, in the page's language; the service's own words for a reason that is newer than this page. */
export function useFileProblem(): (problem: string, message: string) => string {
  const { messages } = useIntl();
  const t = useText();
  return (problem, message) => {
    const id = `importFileProblem.${problem}`;
    return id in messages ? t(id as MessageId) : message;
  };
}
