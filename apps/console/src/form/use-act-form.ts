import { zodResolver } from '@hookform/resolvers/zod';
import type { DocumentNode } from 'graphql';
import { useCallback, useMemo, useState, type FormEvent } from 'react';
import {
  useForm,
  type DefaultValues,
  type FieldValues,
  type Path,
  type UseFormReturn,
} from 'react-hook-form';
import { useIntl } from 'react-intl';
import { config, type ZodType } from 'zod';
import type { Failure } from '../api/failure';
import type { Outcome, Payload, Refusal, RefusalOf } from '../api/use-act';
import { useRefusalText } from '../api/use-refusal-text';
import type { MessageId } from '../i18n/catalogue.en';
import { useText, type TextValues } from '../i18n/use-text';
import type { ErrorItem } from '../ui/error-summary';
import { useUnsaved } from './unsaved';

// zod compiles its checks with `new Function` where it may; the content security policy forbids that.
config({ jitless: true });

/** A refusal beside a control, in words of the page's own. */
export interface AtControl<Values extends FieldValues> {
  readonly control: Path<Values>;
  readonly message: string;
}

type Taken<Values extends FieldValues> = boolean | string | AtControl<Values>;

/** How many refusals one control tells at a time: who mends a long list goes step by step. */
const MOST_SAID = 5;

export interface ActFormOptions<Values extends FieldValues, Answer extends Payload> {
  /** Makes the controls' ids unique on a page with more than one form */
  readonly id: string;
  /** Finds the words for refusals */
  readonly mutation: DocumentNode;
  /** Its messages are ids of the catalogue */
  readonly schema: ZodType<Values, Values>;
  readonly defaults: NoInfer<DefaultValues<Values>>;
  readonly act: (values: NoInfer<Values>) => Promise<Outcome<Answer>>;
  readonly onDone: (payload: NoInfer<Answer>, values: NoInfer<Values>) => void;
  /**
   * Takes refusals that the page shows in a way of its own: answers true for those it took, words to be added, or the
   * control that a refusal belongs to though its path does not name it
   */
  readonly onRefused?: (
    refusal: RefusalOf<Answer>,
    values: NoInfer<Values>,
  ) => Taken<NoInfer<Values>> | Promise<Taken<NoInfer<Values>>>;
  /** Figures for the words of a refusal, e.g. the quota's balance */
  readonly refusalValues?: (refusal: RefusalOf<Answer>) => TextValues;
  /** What is typed here is no loss: leaving asks nothing */
  readonly isSoonTypedAgain?: boolean;
}

export interface FieldBinding {
  readonly id: string;
  readonly name: string;
  readonly error?: string;
  readonly errorPrefix: string;
  readonly onChange: (event: { target: unknown; type?: unknown }) => Promise<void | boolean>;
  readonly onBlur: (event: { target: unknown; type?: unknown }) => Promise<void | boolean>;
  readonly ref: (instance: unknown) => void;
}

export interface ActFormState<Values extends FieldValues> {
  readonly form: UseFormReturn<Values, unknown, Values>;
  /** What a control needs: `<TextInput {...state.field('name')} label=… />` */
  readonly field: (name: Path<Values>) => FieldBinding;
  readonly errors: readonly ErrorItem[];
  readonly isBusy: boolean;
  readonly onSubmit: (event?: FormEvent) => void;
}

function controlId(formId: string, name: string): string {
  return `${formId}-${name.replaceAll('.', '-')}`;
}

function leaves(errors: object, prefix = ''): [string, string][] {
  return Object.entries(errors).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value !== 'object' || value === null || key === 'ref') return [];
    const name = prefix === '' ? key : `${prefix}.${key}`;
    if ('message' in value && typeof value.message === 'string')
      return [[name, value.message] as [string, string]];
    return leaves(value, name);
  });
}

/** The names of a form's controls, as paths into its values. */
function namesOf(values: object, prefix = ''): string[] {
  return Object.entries(values).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? namesOf(value, `${prefix}${key}.`)
      : [`${prefix}${key}`],
  );
}

/** `["input", "person", "name"]` is the control `person.name`; a path that no control has is a line of its own. */
function controlOf(refusal: Refusal, known: ReadonlySet<string>): string | undefined {
  const path = refusal.path.filter((step) => step !== 'input');
  for (let start = 0; start < path.length; start++) {
    const name = path.slice(start).join('.');
    if (known.has(name)) return name;
  }
  return undefined;
}

/**
 * The one way to build a form: checks what was typed by the schema, acts once, and puts every refusal where it can be
 * mended. What was typed stays, whatever the answer.
 */
export function useActForm<Values extends FieldValues, Answer extends Payload>(
  options: ActFormOptions<Values, Answer>,
): ActFormState<Values> {
  const t = useText();
  const { messages } = useIntl();
  const refusalText = useRefusalText(options.mutation);
  const [general, setGeneral] = useState<readonly ErrorItem[]>([]);
  const [attempt, setAttempt] = useState(0);
  const form = useForm<Values, unknown, Values>({
    resolver: zodResolver(options.schema),
    defaultValues: options.defaults,
    shouldFocusError: false,
    reValidateMode: 'onSubmit',
  });
  const { errors: fieldErrors, isSubmitting, isDirty } = form.formState;
  const settle = useUnsaved(isDirty && options.isSoonTypedAgain !== true);

  const words = useCallback(
    (message: string) => (message in messages ? t(message as MessageId) : message),
    [messages, t],
  );
  const names = () => new Set(namesOf(form.getValues()));

  const takeRefusals = async (refusals: readonly RefusalOf<Answer>[], values: Values) => {
    const rest: ErrorItem[] = [];
    const said = new Map<Path<Values>, string[]>();
    const say = ({ control, message }: AtControl<Values>) => {
      said.set(control, [...(said.get(control) ?? []), message]);
    };
    for (const refusal of refusals) {
      const taken = (await options.onRefused?.(refusal, values)) ?? false;
      if (taken === true) continue;
      if (typeof taken === 'object') {
        say(taken);
        continue;
      }
      const words = refusalText(refusal, options.refusalValues?.(refusal));
      const message = typeof taken === 'string' && taken !== '' ? `${words} ${taken}` : words;
      const name = controlOf(refusal, names());
      if (name === undefined) rest.push({ message });
      else say({ control: name as Path<Values>, message });
    }
    for (const [control, messages] of said)
      form.setError(control, { type: 'refusal', message: messages.slice(0, MOST_SAID).join(' ') });
    setGeneral(rest);
  };
  const takeFailure = (failure: Failure) => {
    setGeneral([{ message: t(`failure.${failure.kind}.text`) }]);
  };

  const submit = async (values: Values) => {
    const outcome = await options.act(values);
    if (outcome.kind === 'done') {
      settle();
      form.reset(undefined, { keepValues: true });
      options.onDone(outcome.payload, values);
    } else if (outcome.kind === 'refused') await takeRefusals(outcome.errors, values);
    else takeFailure(outcome.failure);
    setAttempt((count) => count + 1);
  };

  const errors = useMemo<readonly ErrorItem[]>(
    () => [
      ...leaves(fieldErrors).map(([name, message]) => ({
        message: words(message),
        controlId: controlId(options.id, name),
      })),
      ...general,
    ],
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `attempt` renews the list after each try, so that the summary takes the focus again
    [fieldErrors, general, options.id, words, attempt],
  );

  return {
    form,
    errors,
    isBusy: isSubmitting,
    field(name) {
      const { error } = form.getFieldState(name, form.formState);
      const message = error?.message;
      return {
        ...form.register(name),
        id: controlId(options.id, name),
        error: message === undefined ? undefined : words(message),
        errorPrefix: t('form.errorPrefix'),
      };
    },
    onSubmit(event) {
      event?.preventDefault();
      setGeneral([]);
      void form.handleSubmit(submit)();
    },
  };
}
