import { z } from 'zod';
import { ActForm } from '../../form/act-form';
import { LONGEST, requiredText } from '../../form/text-rules';
import { useMutationForm } from '../../form/use-mutation-form';
import { useText } from '../../i18n/use-text';
import { Choices } from '../../ui/choices';
import { Select, TextInput } from '../../ui/fields';
import { CreateApiTokenMutation } from './operations';

const DAY = 86_400_000;
const SCOPES = ['READ', 'READ_AND_WRITE'] as const;
const LIFETIMES = ['30', '90', '365', 'never'] as const;
const SYSTEM_ROLES = ['PARTNER_VIEWER', 'PARTNER_NOMINATOR'] as const;

const schema = z.object({
  name: requiredText('access.tokenName.missing', LONGEST.tokenName),
  bodyId: z.string(),
  role: z.enum(SYSTEM_ROLES),
  scope: z.enum(SCOPES),
  lifetime: z.enum(LIFETIMES),
});

/** A lifetime in days as the moment at which it ends; the same moment for every attempt of one day. */
function expiryOf(lifetime: (typeof LIFETIMES)[number]): string | null {
  if (lifetime === 'never') return null;
  const midnight = Math.ceil(Date.now() / DAY) * DAY;
  return new Date(midnight + Number(lifetime) * DAY).toISOString();
}

interface CreateApiTokenProps {
  /** The bodies of which one is to have it; left out: it is the person's own */
  readonly bodies?: readonly { readonly id: string; readonly name: string }[];
  /** The secret is told once: nobody can read it again. */
  readonly onMade: (name: string, secret: string) => void;
}

export function CreateApiToken({ bodies, onMade }: CreateApiTokenProps) {
  const t = useText();
  const state = useMutationForm(CreateApiTokenMutation, {
    id: 'token',
    also: ['ApiTokenConnection'],
    schema,
    defaults: {
      name: '',
      bodyId: bodies?.[0]?.id ?? '',
      role: 'PARTNER_VIEWER',
      scope: 'READ',
      lifetime: '90',
    },
    variables: ({ name, scope, lifetime, bodyId, role }) => ({
      input: {
        name,
        scope,
        expiresAt: expiryOf(lifetime),
        ...(bodies === undefined ? {} : { bodyId, role }),
      },
    }),
    onDone: ({ secret }, { name }) => {
      state.form.reset();
      onMade(name, secret ?? '');
    },
  });
  return (
    <ActForm state={state} submitLabel={t('access.createToken')}>
      <TextInput
        {...state.field('name')}
        label={t('access.tokenName')}
        hint={t('access.tokenNameHint')}
        autoComplete="off"
        width={20}
      />
      {bodies !== undefined && (
        <>
          {bodies.length > 1 && (
            <Select
              {...state.field('bodyId')}
              label={t('access.tokenOfBody')}
              options={bodies.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
          <Choices
            {...state.field('role')}
            kind="radios"
            isSmall
            label={t('access.tokenRole')}
            choices={SYSTEM_ROLES.map((value) => ({
              value,
              label: t(`role.${value}`),
              hint: t(`access.tokenRoleHint.${value}`),
            }))}
          />
        </>
      )}
      <Choices
        {...state.field('scope')}
        kind="radios"
        isSmall
        label={t('access.tokenScopes')}
        choices={SCOPES.map((value) => ({ value, label: t(`apiTokenScope.${value}`) }))}
      />
      <Select
        {...state.field('lifetime')}
        label={t('access.tokenLifetime')}
        options={LIFETIMES.filter((value) => bodies === undefined || value !== 'never').map((value) => ({
          value,
          label:
            value === 'never'
              ? t('access.tokenNeverExpires')
              : t('access.tokenDays', { days: Number(value) }),
        }))}
      />
    </ActForm>
  );
}
