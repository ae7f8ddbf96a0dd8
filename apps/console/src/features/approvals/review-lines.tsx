import { useText } from '../../i18n/use-text';
import { PersonName } from '../../ui/person-name';
import type { ReviewReminder } from './remind-operations';

/** Whose review it is: the person, with the reference of the nomination. */
export function ReviewName({
  nomination,
}: {
  readonly nomination: NonNullable<ReviewReminder['nomination']>;
}) {
  return (
    <>
      <PersonName person={nomination.person} /> (<bdi>{nomination.reference}</bdi>)
    </>
  );
}

/** What is to be said of a colleague, in one line. */
export function ColleagueLine({ name, said }: { readonly name: string | undefined; readonly said: string }) {
  const t = useText();
  return (
    <li>
      <bdi>{name}</bdi>
      {t('general.colon')}
      {said}
    </li>
  );
}
