import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { MessageId } from '../../i18n/catalogue.en';
import { usePlainTime } from '../../i18n/plain-time';
import { useLanguageName } from '../../i18n/use-language-name';
import { useText } from '../../i18n/use-text';
import { DataTable } from '../../ui/data-table';
import { EmailAddress } from '../../ui/email-address';
import { Tag } from '../../ui/tag';
import { useCountryName } from '../conference/use-countries';
import { StateTag } from '../nominations/plain-state';
import type { Pair, PairSide } from './operations';

/** One field of both records: what it says of each, and how that is shown. */
interface Row {
  readonly label: MessageId;
  readonly said: (side: PairSide) => string | null;
  readonly shown?: (side: PairSide, said: string) => ReactNode;
}

/** Both records, field by field; a word says where they differ. */
export function PairSides({ pair: { first, second } }: { readonly pair: Pair }) {
  const t = useText();
  const rows = useRows();
  const cell = (side: PairSide, { said, shown }: Row): ReactNode => {
    const words = said(side);
    if (words === null) return t('general.notGiven');
    return shown?.(side, words) ?? <bdi>{words}</bdi>;
  };
  return (
    <DataTable
      caption={t('pairs.sides')}
      rows={rows.filter(({ said }) => said(first) !== null || said(second) !== null)}
      rowKey={({ label }) => label}
      empty={null}
      columns={[
        { key: 'field', header: t('pairs.field'), isRowHeader: true, cell: ({ label }) => t(label) },
        {
          key: 'first',
          header: t('pairs.older'),
          isName: true,
          cell: (row) => cell(first, row),
        },
        {
          key: 'second',
          header: t('pairs.newer'),
          isName: true,
          cell: (row) => cell(second, row),
        },
        {
          key: 'compared',
          header: t('pairs.compared'),
          cell: ({ said }) =>
            said(first) === said(second) ? t('pairs.same') : <Tag colour="orange">{t('pairs.differs')}</Tag>,
        },
      ]}
    />
  );
}

function useRows(): readonly Row[] {
  const t = useText();
  const time = usePlainTime();
  const countryName = useCountryName();
  const languageName = useLanguageName();
  return [
    {
      label: 'nomination.reference',
      said: ({ reference }) => reference,
      shown: ({ id }, reference) => (
        <Link className="govuk-link" to={`/nominations/${id}`}>
          <bdi>{reference}</bdi>
        </Link>
      ),
    },
    { label: 'nomination.name', said: ({ person }) => person.name },
    { label: 'pairs.badgeName', said: ({ person }) => person.badgeName },
    { label: 'pairs.honorific', said: ({ person }) => person.honorific },
    {
      label: 'nomination.email',
      said: ({ person }) => person.email,
      shown: (_side, address) => <EmailAddress>{address}</EmailAddress>,
    },
    { label: 'nomination.organisation', said: ({ person }) => person.organisation },
    { label: 'nomination.jobTitle', said: ({ person }) => person.jobTitle },
    { label: 'nomination.country', said: ({ person }) => person.country && countryName(person.country) },
    { label: 'nomination.language', said: ({ person }) => person.language && languageName(person.language) },
    { label: 'nomination.body', said: ({ body }) => body.name },
    { label: 'nomination.constituency', said: ({ constituency }) => constituency.name },
    { label: 'nomination.capacity', said: ({ capacity }) => t(`capacity.${capacity}`) },
    {
      label: 'nomination.state',
      said: ({ state }) => t(`nominationState.${state}`),
      shown: ({ state }) => <StateTag state={state} />,
    },
    { label: 'pairs.submittedAt', said: ({ submittedAt }) => submittedAt && time.full(submittedAt) },
    {
      label: 'nomination.justification',
      said: ({ justification }) => justification,
      shown: (_side, words) => (
        <div className="app-typed-text">
          <bdi>{words}</bdi>
        </div>
      ),
    },
  ];
}
