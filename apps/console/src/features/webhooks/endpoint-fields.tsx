import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import { LONGEST, optionalText, orNull, requiredText } from '../../form/text-rules';
import type { ActFormState } from '../../form/use-act-form';
import type { MessageId } from '../../i18n/catalogue.en';
import { useText } from '../../i18n/use-text';
import { Choices } from '../../ui/choices';
import { Select, TextInput } from '../../ui/fields';
import { useActionName } from '../audit/what-happened';
import { kindsWith } from './kinds';
import type { Endpoint } from './operations';

const LONGEST_URL = 2000;
const WHICH = ['ALL', 'SOME'] as const;

export const endpointSchema = z
  .object({
    owner: z.string(),
    url: requiredText('webhooks.url.missing', LONGEST_URL),
    description: optionalText(LONGEST.line),
    which: z.enum(WHICH),
    kinds: z.array(z.string()),
  })
  .refine(({ which, kinds }) => which === 'ALL' || kinds.length > 0, {
    message: 'webhooks.kinds.missing' satisfies MessageId,
    path: ['kinds'],
  });

export type EndpointTyped = z.infer<typeof endpointSchema>;

/** What a form begins with. */
export const typedFrom = (endpoint?: Endpoint): EndpointTyped => ({
  owner: '',
  url: endpoint?.url ?? '',
  description: endpoint?.description ?? '',
  which: endpoint?.kinds ? 'SOME' : 'ALL',
  kinds: [...(endpoint?.kinds ?? [])],
});

/** What is sent for what was typed. */
export const saidOf = ({ url, description, which, kinds }: EndpointTyped) => ({
  url,
  description: orNull(description),
  kinds: which === 'ALL' ? null : kinds,
});

interface EndpointFieldsProps {
  readonly state: ActFormState<EndpointTyped>;
  /** Whose it may be; left out for one that is there already, whose owner stays */
  readonly owners?: readonly { readonly value: string; readonly label: string }[];
}

/** Where deliveries go, what the endpoint is called, and of what it is told. */
export function EndpointFields({ state, owners = [] }: EndpointFieldsProps) {
  const t = useText();
  const nameOf = useActionName();
  const { control } = state.form;
  const which = useWatch({ control, name: 'which' });
  const kinds = kindsWith(state.form.formState.defaultValues?.kinds?.flatMap((kind) => kind ?? []) ?? []);
  return (
    <>
      <TextInput
        {...state.field('url')}
        type="url"
        inputMode="url"
        label={t('webhooks.url')}
        hint={t('webhooks.urlHint')}
        autoComplete="off"
        spellCheck={false}
        dir="ltr"
      />
      <TextInput
        {...state.field('description')}
        label={t('webhooks.description')}
        hint={t('webhooks.descriptionHint')}
        autoComplete="off"
      />
      {owners.length > 1 && <Select {...state.field('owner')} label={t('webhooks.owner')} options={owners} />}
      <Choices
        {...state.field('which')}
        kind="radios"
        isSmall
        label={t('webhooks.kinds')}
        choices={WHICH.map((value) => ({ value, label: t(`webhooks.which.${value}`) }))}
      />
      {which === 'SOME' && (
        <Choices
          {...state.field('kinds')}
          kind="checkboxes"
          isSmall
          label={t('webhooks.kindsChosen')}
          choices={kinds.map((value) => ({ value, label: nameOf(value), hint: value }))}
        />
      )}
    </>
  );
}
