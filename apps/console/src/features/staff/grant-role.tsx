import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import { Reading } from '../../api/reading';
import { ActForm } from '../../form/act-form';
import { emailText, LONGEST, requiredText } from '../../form/text-rules';
import { useMutationForm } from '../../form/use-mutation-form';
import type { MessageId } from '../../i18n/catalogue.en';
import { usePlainTime } from '../../i18n/plain-time';
import { useText } from '../../i18n/use-text';
import { Choices } from '../../ui/choices';
import { Select, TextInput } from '../../ui/fields';
import {
  useConferenceFacts,
  useConferenceId,
  useKnownConferenceFacts,
} from '../conference/current-conference';
import { useLanguageOptions } from '../conference/use-language-options';
import { isPartnerRole, rolesToGive } from '../access/roles';
import { useSession } from '../access/session';
import { GrantRoleMutation } from './operations';

const schema = z
  .object({
    role: requiredText('staff.role.missing'),
    bodyId: z.string(),
    name: requiredText('staff.name.missing', LONGEST.name),
    email: emailText('staff.email.missing'),
    language: z.string(),
  })
  .refine(({ role, bodyId }) => !isPartnerRole(role) || bodyId !== '', {
    message: 'staff.body.missing' satisfies MessageId,
    path: ['bodyId'],
  });

interface GrantRoleProps {
  readonly onGranted: (name: string, email: string) => void;
}

/** Offers somebody a role. Whoever it is hears by mail where to accept it; until then nobody sees who they are. */
export function GrantRole({ onGranted }: GrantRoleProps) {
  const facts = useConferenceFacts();
  return (
    <Reading read={facts}>
      {({ conference }) => <GrantRoleForm language={conference?.locales[0] ?? ''} onGranted={onGranted} />}
    </Reading>
  );
}

/** `language` is what the form begins with: the first that the conference offers. */
function GrantRoleForm({ language, onGranted }: GrantRoleProps & { readonly language: string }) {
  const t = useText();
  const languages = useLanguageOptions();
  const time = usePlainTime();
  const conferenceId = useConferenceId();
  const { grants } = useSession();
  const roles = rolesToGive(grants, conferenceId);
  const bodies = useBodiesToChoose();
  const [onlyBody] = bodies.length === 1 ? bodies : [];
  const state = useMutationForm(GrantRoleMutation, {
    id: 'grant',
    also: ['StaffConnection'],
    schema,
    defaults: { role: '', bodyId: onlyBody?.id ?? '', name: '', email: '', language },
    variables: ({ role, bodyId, ...person }) => ({
      input: {
        conferenceId,
        role: role as (typeof roles)[number],
        bodyId: isPartnerRole(role) ? bodyId : null,
        ...person,
      },
    }),
    refusalValues: ({ retryAt }) => (retryAt ? { time: time.full(retryAt) } : {}),
    onDone: ({ grant }, { name, email }) => {
      state.form.reset();
      onGranted(grant?.name ?? name, email);
    },
  });
  const role = useWatch({ control: state.form.control, name: 'role' });
  return (
    <ActForm state={state} submitLabel={t('staff.give')}>
      <Choices
        {...state.field('role')}
        kind="radios"
        isSmall
        label={t('staff.role')}
        choices={roles.map((value) => ({
          value,
          label: t(`role.${value}`),
          hint: t(`staff.roleHint.${value}`),
        }))}
      />
      {isPartnerRole(role) && onlyBody === undefined && (
        <Select
          {...state.field('bodyId')}
          label={t('staff.body')}
          options={[
            { value: '', label: t('staff.choose') },
            ...bodies.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      <TextInput {...state.field('name')} label={t('access.name')} autoComplete="off" width={20} />
      <TextInput
        {...state.field('email')}
        type="email"
        label={t('access.email')}
        hint={t('staff.emailHint')}
        autoComplete="off"
        spellCheck={false}
        width={20}
      />
      <Select {...state.field('language')} label={t('staff.language')} options={languages} />
    </ActForm>
  );
}

/** All partners for an administrator, their own for a coordinator. */
function useBodiesToChoose(): readonly { readonly id: string; readonly name: string }[] {
  const { grants } = useSession();
  const conferenceId = useConferenceId();
  const { bodies } = useKnownConferenceFacts();
  const mine = grants.filter(({ conference }) => conference.id === conferenceId);
  if (mine.some(({ role }) => role === 'HOST_ADMINISTRATOR'))
    return bodies.filter(({ kind }) => kind === 'PARTNER');
  return mine.flatMap(({ role, body }) => (role === 'PARTNER_COORDINATOR' && body !== null ? [body] : []));
}
