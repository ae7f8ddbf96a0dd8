import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { useRefusalText } from '../../api/use-refusal-text';
import { ActForm } from '../../form/act-form';
import { FormDialog } from '../../form/form-dialog';
import { useMutationForm } from '../../form/use-mutation-form';
import { useLocale } from '../../i18n/locale-provider';
import { isolate, useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { TextInput } from '../../ui/fields';
import { useConferenceId } from '../conference/current-conference';
import { OrganisationsQuery } from '../organisations/operations';
import { LetterFields } from './letter-fields';
import { letterSchema, saidOf, seatsControl, typedFrom } from './letter-typed';
import { CreateOrganisationInvitationMutation } from './operations';

interface Chosen {
  readonly id: string;
  readonly name: string;
}

/** Finds an organisation of the conference by any of its names, and drafts the letter to it. */
export function InviteOrganisation({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const [chosen, setChosen] = useState<Chosen>();
  return (
    <FormDialog
      title={
        chosen === undefined
          ? t('delegations.invite')
          : t('delegations.inviteOne', { name: isolate(chosen.name) })
      }
      onClose={onClose}
    >
      {chosen === undefined ? <Choose onChosen={setChosen} /> : <DraftForm organisationId={chosen.id} />}
    </FormDialog>
  );
}

function Choose({ onChosen }: { readonly onChosen: (one: Chosen) => void }) {
  const t = useText();
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setSearch(typed.trim());
        }}
      >
        <TextInput
          id="invite-search"
          label={t('delegations.search')}
          hint={t('delegations.chooseHint')}
          value={typed}
          autoComplete="off"
          onChange={(event) => {
            setTyped(event.target.value);
          }}
        />
        <Button type="submit" variant="secondary">
          {t('filter.search')}
        </Button>
      </form>
      {search !== '' && <Candidates key={search} search={search} onChosen={onChosen} />}
    </>
  );
}

interface CandidatesProps {
  readonly search: string;
  readonly onChosen: (one: Chosen) => void;
}

function Candidates({ search, onChosen }: CandidatesProps) {
  const t = useText();
  const { locale } = useLocale();
  const conferenceId = useConferenceId();
  const read = useRead(OrganisationsQuery, { conferenceId, language: locale, filter: { search }, first: 10 });
  return (
    <Reading read={read}>
      {({ organisations }) =>
        organisations.nodes.length === 0 ? (
          <p className="govuk-body">{t('delegations.noOrganisation')}</p>
        ) : (
          <ul className="govuk-list">
            {organisations.nodes.map(({ id, name }) => (
              <li key={id}>
                <Button
                  variant="secondary"
                  onClick={() => {
                    onChosen({ id, name });
                  }}
                >
                  {t('delegations.choose', { name: isolate(name) })}
                </Button>
              </li>
            ))}
          </ul>
        )
      }
    </Reading>
  );
}

function DraftForm({ organisationId }: { readonly organisationId: string }) {
  const t = useText();
  const conferenceId = useConferenceId();
  const navigate = useNavigate();
  const refusalText = useRefusalText(CreateOrganisationInvitationMutation);
  const state = useMutationForm(CreateOrganisationInvitationMutation, {
    id: 'invitation',
    also: ['OrganisationInvitationConnection', 'OrganisationInvitationFigures'],
    schema: letterSchema,
    defaults: typedFrom(),
    variables: (typed) => ({ input: { conferenceId, organisationId, ...saidOf(typed) } }),
    onDone: ({ invitation }) => {
      void navigate(`/delegations/${invitation?.id ?? ''}`);
    },
    onRefused: (refusal, typed) => {
      const control = seatsControl(refusal.path, typed.seats);
      return control === undefined ? false : { control, message: refusalText(refusal) };
    },
  });
  return (
    <ActForm state={state} submitLabel={t('delegations.draft')}>
      <LetterFields state={state} />
    </ActForm>
  );
}
