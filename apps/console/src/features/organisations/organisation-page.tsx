import { useState } from 'react';
import { useParams } from 'react-router';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { FormDialog } from '../../form/form-dialog';
import { Problem } from '../../form/problem';
import { useMutationButton } from '../../form/use-mutation-button';
import { useLocale } from '../../i18n/locale-provider';
import { isolate, useText } from '../../i18n/use-text';
import { ConsolePage } from '../../layout/console-page';
import { lastShown } from '../../lists/last-shown';
import { BackLink } from '../../ui/back-link';
import { Button } from '../../ui/button';
import { DataTable } from '../../ui/data-table';
import { EmailAddress } from '../../ui/email-address';
import { Notification } from '../../ui/text-blocks';
import { useWhoWasFaster } from '../audit/use-who-saved';
import { ChangeOrganisation } from './change-organisation';
import { ContactsForm } from './contacts-form';
import { MergeOrganisation } from './merge-organisation';
import { OrganisationQuery, PartOrganisationMutation, type Organisation } from './operations';
import { OrganisationFacts, OrganisationLink } from './organisation-facts';

type Asked = 'change' | 'contacts' | 'merge';
type Done = 'changed' | 'contactsSaved' | 'merged' | 'parted';
const DONE: Readonly<Record<Asked, Done>> = {
  change: 'changed',
  contacts: 'contactsSaved',
  merge: 'merged',
};

/** One organisation of the conference: what it is called, whom the host knows there, and what it is one with. */
export function OrganisationPage() {
  const t = useText();
  const { locale } = useLocale();
  const { id = '' } = useParams();
  const read = useRead(OrganisationQuery, { id, language: locale });
  const loaded = read.state === 'ready' ? read.data.node : null;
  const shown = loaded !== null && 'directoryKey' in loaded ? loaded : undefined;
  const [done, setDone] = useState<{ readonly what: Done }>();
  const [asked, setAsked] = useState<Asked>();
  return (
    <>
      <BackLink to={lastShown('/organisations')}>{t('organisations.title')}</BackLink>
      <ConsolePage
        title={shown?.name ?? t('organisations.one')}
        heading={shown && <bdi>{shown.name}</bdi>}
        caption={shown && t('organisations.one')}
      >
        <Reading read={read}>
          {({ node }, refresh) => {
            if (node === null || !('directoryKey' in node))
              return <p className="govuk-body">{t('organisations.notThere')}</p>;
            const tell = (what: Done) => {
              setAsked(undefined);
              setDone({ what });
              refresh();
            };
            return (
              <>
                {done !== undefined && (
                  <Notification title={t('general.success')} kind="success" of={done}>
                    <p className="govuk-notification-banner__heading">
                      {t(`organisations.done.${done.what}`)}
                    </p>
                  </Notification>
                )}
                <OrganisationFacts organisation={node} />
                {node.canChange && node.mergedInto === null && (
                  <div className="govuk-button-group">
                    {(['change', 'contacts', 'merge'] as const).map((act) => (
                      <Button
                        key={act}
                        variant="secondary"
                        onClick={() => {
                          setAsked(act);
                        }}
                      >
                        {t(`organisations.act.${act}`)}
                      </Button>
                    ))}
                  </div>
                )}
                {asked !== undefined && (
                  <FormDialog
                    title={t(`organisations.act.${asked}`)}
                    onClose={() => {
                      setAsked(undefined);
                    }}
                  >
                    <AskedForm
                      asked={asked}
                      organisation={node}
                      onDone={() => {
                        tell(DONE[asked]);
                      }}
                    />
                  </FormDialog>
                )}
                <Contacts organisation={node} />
                <Merged
                  organisation={node}
                  onParted={() => {
                    tell('parted');
                  }}
                />
              </>
            );
          }}
        </Reading>
      </ConsolePage>
    </>
  );
}

interface AskedFormProps {
  readonly asked: Asked;
  readonly organisation: Organisation;
  readonly onDone: () => void;
}

function AskedForm({ asked, organisation, onDone }: AskedFormProps) {
  if (asked === 'change') return <ChangeOrganisation organisation={organisation} onSaved={onDone} />;
  if (asked === 'contacts') return <ContactsForm organisation={organisation} onSaved={onDone} />;
  return <MergeOrganisation organisation={organisation} onMerged={onDone} />;
}

function Contacts({ organisation: { contacts } }: { readonly organisation: Organisation }) {
  const t = useText();
  const rows = (contacts ?? []).map((contact, index) => ({ ...contact, key: String(index) }));
  const cell = (text: string | null) => (text === null ? t('general.notGiven') : <bdi>{text}</bdi>);
  return (
    <DataTable
      caption={t('organisations.contacts')}
      rows={rows}
      rowKey={({ key }) => key}
      empty={<p className="govuk-body">{t('organisations.noContacts')}</p>}
      columns={[
        {
          key: 'name',
          header: t('organisations.contact.name'),
          isRowHeader: true,
          cell: ({ name }) => cell(name),
        },
        { key: 'list', header: t('organisations.contact.list'), cell: ({ list }) => cell(list) },
        { key: 'role', header: t('organisations.contact.role'), cell: ({ role }) => cell(role) },
        {
          key: 'email',
          header: t('organisations.contact.email'),
          cell: ({ email }) => (email === null ? cell(email) : <EmailAddress>{email}</EmailAddress>),
        },
        {
          key: 'telephone',
          header: t('organisations.contact.telephone'),
          cell: ({ telephone }) => cell(telephone),
        },
      ]}
    />
  );
}

interface MergedProps {
  readonly organisation: Organisation;
  readonly onParted: () => void;
}

/** What was merged into it, each of which can be parted again. */
function Merged({ organisation: { merged, canChange }, onParted }: MergedProps) {
  const t = useText();
  if (merged === null || merged.length === 0) return null;
  return (
    <section aria-labelledby="merged">
      <h2 className="govuk-heading-m" id="merged">
        {t('organisations.merged')}
      </h2>
      {merged.map((one) => (
        <div key={one.id}>
          <p className="govuk-body">
            <OrganisationLink {...one} />
          </p>
          {canChange && <Part merged={one} onParted={onParted} />}
        </div>
      ))}
    </section>
  );
}

interface PartProps {
  readonly merged: NonNullable<Organisation['merged']>[number];
  readonly onParted: () => void;
}

function Part({ merged: { id, name, version }, onParted }: PartProps) {
  const t = useText();
  const whoWasFaster = useWhoWasFaster(id);
  const { press, isActing, problem } = useMutationButton(PartOrganisationMutation, {
    also: ['OrganisationConnection', 'OrganisationSuggestion'],
    onDone: onParted,
    onRefused: whoWasFaster,
  });
  return (
    <>
      <Problem of={problem} />
      <Button
        variant="secondary"
        isBusy={isActing}
        onClick={() => void press({ id, input: { version: version ?? 1 } })}
      >
        {t('organisations.part', { name: isolate(name) })}
      </Button>
    </>
  );
}
