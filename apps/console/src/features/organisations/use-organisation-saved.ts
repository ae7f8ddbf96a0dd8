import { useState } from 'react';
import { useFresh } from '../../api/use-fresh';
import { useLocale } from '../../i18n/locale-provider';
import { useText } from '../../i18n/use-text';
import { useWhoSaved } from '../audit/use-who-saved';
import { OrganisationQuery, type Organisation } from './operations';

interface Newest {
  readonly organisation: Organisation;
  readonly author: string;
}

/** What a form of an organisation began with, and what somebody else has saved since, once saving was refused for it. */
export function useOrganisationSaved(organisation: Organisation): {
  /** It stays while the page refreshes itself behind the form. */
  readonly seen: Organisation;
  readonly newest: Newest | undefined;
  /** Reads what was saved meanwhile: true, or words for what cannot be read */
  readonly readNewest: () => Promise<true | string>;
  /** The form goes on with what is newest. */
  readonly goOn: () => void;
} {
  const t = useText();
  const { locale } = useLocale();
  const fresh = useFresh();
  const whoSaved = useWhoSaved();
  const [seen, setSeen] = useState(organisation);
  const [newest, setNewest] = useState<Newest>();
  const { id } = organisation;
  return {
    seen,
    newest,
    readNewest: async () => {
      const [data, author] = await Promise.all([
        fresh(OrganisationQuery, { id, language: locale }),
        whoSaved({ subjectId: id }),
      ]);
      const node = data?.node;
      if (node === null || node === undefined || !('directoryKey' in node)) return t('conflict.unread');
      setNewest({ organisation: node, author });
      return true;
    },
    goOn: () => {
      if (newest !== undefined) setSeen(newest.organisation);
      setNewest(undefined);
    },
  };
}
