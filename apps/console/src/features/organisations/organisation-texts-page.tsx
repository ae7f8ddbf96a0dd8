import { useState } from 'react';
import { Link } from 'react-router';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { FormDialog } from '../../form/form-dialog';
import { isolate, useText } from '../../i18n/use-text';
import { ConsolePage } from '../../layout/console-page';
import { lastShown } from '../../lists/last-shown';
import { ListPages } from '../../lists/list-pages';
import { useListAddress } from '../../lists/use-list-address';
import { BackLink } from '../../ui/back-link';
import { Button } from '../../ui/button';
import { DataTable, type Column } from '../../ui/data-table';
import { PersonName } from '../../ui/person-name';
import { Notification } from '../../ui/text-blocks';
import { hasRole } from '../access/roles';
import { useSession } from '../access/session';
import { useConferenceId } from '../conference/current-conference';
import { MatchOrganisationText } from './match-organisation-text';
import { OrganisationTextsQuery, type OrganisationText } from './operations';
import { TakeMatchBack } from './take-match-back';

interface Done {
  readonly typed: string;
  readonly count: number;
  readonly nominationIds: readonly string[];
  readonly isTakenBack?: boolean;
}

/** Whether the page knows all that were matched: others may have come meanwhile. */
const isUndoable = ({ count, nominationIds, isTakenBack }: Done): boolean =>
  isTakenBack !== true && count > 0 && count === nominationIds.length;

/** So many nominations of a text are named in the table. */
const MOST_NAMED = 3;

/** What bodies have typed for organisations and nobody has matched yet; each is said to be one of the directory or of the conference. */
export function OrganisationTextsPage() {
  const t = useText();
  const { grants } = useSession();
  const conferenceId = useConferenceId();
  const address = useListAddress();
  const read = useRead(OrganisationTextsQuery, { conferenceId, after: address.after });
  const [asked, setAsked] = useState<OrganisationText>();
  const [done, setDone] = useState<Done>();
  const mayMatch = hasRole(grants, ['HOST_ADMINISTRATOR', 'HOST_OFFICER']);
  const columns = useColumns(mayMatch ? setAsked : undefined);
  return (
    <>
      <BackLink to={lastShown('/organisations')}>{t('organisations.title')}</BackLink>
      <ConsolePage title={t('organisations.texts')}>
        <p className="govuk-body app-reading">{t('organisations.textsHow')}</p>
        {done !== undefined && (
          <Notification title={t('general.success')} kind="success" of={done}>
            <p className="govuk-notification-banner__heading">
              {done.isTakenBack === true
                ? t('organisations.takenBack', { count: done.count, typed: isolate(done.typed) })
                : t('organisations.textMatched', { count: done.count, typed: isolate(done.typed) })}
            </p>
            {isUndoable(done) && (
              <TakeMatchBack
                typed={done.typed}
                nominationIds={done.nominationIds}
                label={t('organisations.takeBack')}
                onDone={(count) => {
                  setDone({ ...done, count, isTakenBack: true });
                }}
              />
            )}
          </Notification>
        )}
        <Reading read={read}>
          {({ organisationTexts }, refresh) => (
            <>
              <DataTable
                caption={t('organisations.textCount', { count: organisationTexts.totalCount })}
                columns={columns}
                rows={organisationTexts.nodes}
                rowKey={({ typed }) => typed}
                empty={<p className="govuk-body">{t('organisations.noTexts')}</p>}
              />
              <ListPages address={address} pageInfo={organisationTexts.pageInfo} />
              {asked !== undefined && (
                <FormDialog
                  title={t('organisations.whichIs', { typed: isolate(asked.typed) })}
                  onClose={() => {
                    setAsked(undefined);
                  }}
                >
                  <MatchOrganisationText
                    text={asked}
                    onMatched={(count, nominationIds) => {
                      setDone({ count, typed: asked.typed, nominationIds });
                      setAsked(undefined);
                      refresh();
                    }}
                  />
                </FormDialog>
              )}
            </>
          )}
        </Reading>
      </ConsolePage>
    </>
  );
}

function useColumns(
  onAsked: ((text: OrganisationText) => void) | undefined,
): readonly Column<OrganisationText>[] {
  const t = useText();
  const columns: Column<OrganisationText>[] = [
    {
      key: 'typed',
      header: t('organisations.typed'),
      isRowHeader: true,
      cell: ({ typed }) => <bdi>{typed}</bdi>,
    },
    {
      key: 'nominations',
      header: t('organisations.textNominations'),
      cell: ({ nominations }) => <Nominations nominations={nominations} />,
    },
    {
      key: 'suggestion',
      header: t('organisations.textMeans'),
      cell: ({ suggestions: [likeliest] }) =>
        likeliest === undefined ? t('organisations.nothingMeant') : <bdi>{likeliest.name}</bdi>,
    },
  ];
  if (onAsked === undefined) return columns;
  const cell = (text: OrganisationText) => (
    <Button
      variant="secondary"
      onClick={() => {
        onAsked(text);
      }}
    >
      {t('organisations.match', { typed: isolate(text.typed) })}
    </Button>
  );
  return [...columns, { key: 'match', header: t('organisations.matching'), cell }];
}

function Nominations({ nominations }: Pick<OrganisationText, 'nominations'>) {
  const t = useText();
  const more = nominations.length - MOST_NAMED;
  return (
    <ul className="govuk-list">
      {nominations.slice(0, MOST_NAMED).map(({ id, person }) => (
        <li key={id}>
          <Link className="govuk-link" to={`/nominations/${id}`}>
            <PersonName person={person} />
          </Link>
        </li>
      ))}
      {more > 0 && <li>{t('organisations.textMore', { count: more })}</li>}
    </ul>
  );
}
