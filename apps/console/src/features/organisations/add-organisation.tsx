import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useRefusalText } from '../../api/use-refusal-text';
import { ActForm } from '../../form/act-form';
import { FormDialog } from '../../form/form-dialog';
import { useMutationForm } from '../../form/use-mutation-form';
import { useText } from '../../i18n/use-text';
import { Choices } from '../../ui/choices';
import { useConferenceId } from '../conference/current-conference';
import { CreateOrganisationMutation } from './operations';
import { OrganisationFields } from './organisation-fields';
import { controlOf, newOrganisationSchema, saidOf, typedFrom } from './organisation-typed';

interface Same {
  readonly id: string;
  readonly name: string;
}

/** Describes an organisation that the directory has not. Where others are likely the same, these are shown first. */
export function AddOrganisation({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  return (
    <FormDialog title={t('organisations.add')} onClose={onClose}>
      <AddForm />
    </FormDialog>
  );
}

function AddForm() {
  const t = useText();
  const conferenceId = useConferenceId();
  const navigate = useNavigate();
  const refusalText = useRefusalText(CreateOrganisationMutation);
  const [same, setSame] = useState<readonly Same[]>([]);
  const state = useMutationForm(CreateOrganisationMutation, {
    id: 'organisation',
    also: ['OrganisationConnection', 'OrganisationSuggestion'],
    schema: newOrganisationSchema,
    defaults: typedFrom(),
    variables: (typed) => ({
      input: { conferenceId, ...saidOf(typed), allowsLikelySame: typed.another.length > 0 },
    }),
    onDone: ({ organisation }) => {
      void navigate(`/organisations/${organisation?.id ?? ''}`);
    },
    onRefused: (refusal, typed) => {
      if (refusal.code === 'LIKELY_SAME') {
        setSame(refusal.likelySame ?? []);
        return false;
      }
      const control = controlOf(refusal.path, typed);
      return control === undefined ? false : { control, message: refusalText(refusal) };
    },
  });
  return (
    <ActForm state={state} submitLabel={t('organisations.create')}>
      <OrganisationFields state={state} />
      {same.length > 0 && (
        <>
          <p className="govuk-body">{t('organisations.likelySame')}</p>
          <ul className="govuk-list govuk-list--bullet">
            {same.map(({ id, name }) => (
              <li key={id}>
                <Link className="govuk-link" to={`/organisations/${id}`} target="_blank">
                  <bdi>{name}</bdi>
                </Link>
              </li>
            ))}
          </ul>
          <Choices
            {...state.field('another')}
            kind="checkboxes"
            isSmall
            label={t('organisations.whichOne')}
            choices={[{ value: 'ANOTHER', label: t('organisations.isAnother') }]}
          />
        </>
      )}
    </ActForm>
  );
}
