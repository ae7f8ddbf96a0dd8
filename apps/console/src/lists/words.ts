import type { MessageId } from '../i18n/catalogue.en';
import type { Translate } from '../i18n/use-text';
import type { Option } from '../ui/fields';

type Words<Prefix extends string> = Extract<MessageId, `${Prefix}.${string}`>;
type ValueOf<Prefix extends string> = Words<Prefix> extends `${Prefix}.${infer Value}` ? Value : never;

/** Values of a closed set with their words, in the order given: `optionsOf(t, 'stage', ['REVIEW', 'SIGN_OFF'])`. */
export function optionsOf<Prefix extends string>(
  t: Translate,
  prefix: Prefix,
  values: readonly ValueOf<Prefix>[],
): readonly Option[] {
  return values.map((value) => ({ value, label: t(`${prefix}.${value}` as MessageId) }));
}

/** The values in an address that belong to a closed set; an address may have been typed by hand. */
export function known<Value extends string>(values: readonly string[], set: readonly Value[]): Value[] {
  return set.filter((value) => values.includes(value));
}
