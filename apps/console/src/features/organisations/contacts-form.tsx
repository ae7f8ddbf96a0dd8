import { useFieldArray } from 'react-hook-form';
import { z } from 'zod';
import { useRefusalText } from '../../api/use-refusal-text';
import { ActForm } from '../../form/act-form';
import { SavedMeanwhile } from '../../form/saved-meanwhile';
import { emailText, optionalText, orNull, requiredText } from '../../form/text-rules';
import type { ActFormState } from '../../form/use-act-form';
import { useMutationForm } from '../../form/use-mutation-form';
import { isolate, useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { TextInput } from '../../ui/fields';
import { SetOrganisationContactsMutation, type Organisation } from './operations';
import { useOrganisationSaved } from './use-organisation-saved';

const MOST_CONTACTS = 50;
const PARTS = ['list', 'name', 'role', 'email', 'telephone'] as const;

const schema = z.object({
  contacts: z.array(
    z.object({
      list: requiredText('organisations.contact.noList', 100),
      name: requiredText('organisations.contact.noName'),
      role: optionalText(),
      email: emailText(),
      telephone: optionalText(50),
    }),
  ),
});
type Typed = z.infer<typeof schema>;
type TypedContact = Typed['contacts'][number];
const EMPTY: TypedContact = { list: '', name: '', role: '', email: '', telephone: '' };

const typedFrom = ({ contacts }: Organisation): Typed => ({
  contacts: (contacts ?? []).map(({ list, name, role, email, telephone }) => ({
    list,
    name,
    role: role ?? '',
    email: email ?? '',
    telephone: telephone ?? '',
  })),
});

const saidOf = ({ contacts }: Typed) =>
  contacts.map(({ list, name, role, email, telephone }) => ({
    list,
    name,
    role: orNull(role),
    email: orNull(email),
    telephone: orNull(telephone),
  }));

interface ContactsFormProps {
  readonly organisation: Organisation;
  readonly onSaved: () => void;
}

/** Whom the host writes to, all of them at once, in their order; where somebody else was faster, both are shown. */
export function ContactsForm({ organisation, onSaved }: ContactsFormProps) {
  const t = useText();
  const refusalText = useRefusalText(SetOrganisationContactsMutation);
  const { seen, newest, readNewest, goOn } = useOrganisationSaved(organisation);
  const state = useMutationForm(SetOrganisationContactsMutation, {
    id: 'organisation-contacts',
    schema,
    defaults: typedFrom(organisation),
    variables: (typed) => ({
      id: organisation.id,
      input: { version: seen.version ?? 1, contacts: saidOf(typed) },
    }),
    onDone: onSaved,
    onRefused: (refusal) => {
      if (refusal.code === 'VERSION_CONFLICT') return readNewest();
      const [, list, index, part] = refusal.path;
      const known = PARTS.find((one) => one === part);
      if (list !== 'contacts' || known === undefined) return false;
      return { control: `contacts.${Number(index)}.${known}` as const, message: refusalText(refusal) };
    },
  });
  const inWords = ({ contacts }: Typed) =>
    contacts.length === 0
      ? t('organisations.noContacts')
      : contacts
          .map(({ name, ...rest }) => isolate([name, ...Object.values(rest)].filter(Boolean).join(', ')))
          .join('; ');
  const typed = state.form.getValues();
  return (
    <>
      {newest !== undefined && (
        <SavedMeanwhile
          of={newest}
          title={t('organisations.conflict')}
          author={newest.author}
          theirs={inWords(typedFrom(newest.organisation))}
          mine={inWords(typed)}
          onGoOn={(isTheirs) => {
            goOn();
            state.form.reset(typedFrom(newest.organisation));
            if (!isTheirs) state.form.reset(typed, { keepDefaultValues: true });
          }}
        />
      )}
      <ActForm state={state} submitLabel={t('organisations.saveContacts')}>
        <p className="govuk-hint">{t('organisations.contactsHint')}</p>
        <ContactRows state={state} />
      </ActForm>
    </>
  );
}

function ContactRows({ state }: { readonly state: ActFormState<Typed> }) {
  const t = useText();
  const { fields, append, remove } = useFieldArray({ control: state.form.control, name: 'contacts' });
  return (
    <>
      {fields.map(({ id }, index) => (
        <fieldset key={id} className="govuk-fieldset govuk-!-margin-bottom-6">
          <legend className="govuk-fieldset__legend govuk-fieldset__legend--s">
            {t('organisations.contact', { number: index + 1 })}
          </legend>
          {PARTS.map((part) => (
            <TextInput
              key={part}
              {...state.field(`contacts.${index}.${part}`)}
              label={t(`organisations.contact.${part}`)}
              type={part === 'email' ? 'email' : part === 'telephone' ? 'tel' : 'text'}
              dir={part === 'email' || part === 'telephone' ? 'ltr' : 'auto'}
              autoComplete="off"
              spellCheck={false}
            />
          ))}
          <Button
            variant="secondary"
            onClick={() => {
              remove(index);
            }}
          >
            {t('organisations.contact.remove', { number: index + 1 })}
          </Button>
        </fieldset>
      ))}
      {fields.length < MOST_CONTACTS && (
        <Button
          variant="secondary"
          onClick={() => {
            append(EMPTY);
          }}
        >
          {t('organisations.contact.add')}
        </Button>
      )}
    </>
  );
}
