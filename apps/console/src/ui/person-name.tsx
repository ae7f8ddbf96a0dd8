import { hasOtherLetters } from './letters';

interface BadgeNameProps {
  readonly person: { readonly name: string; readonly badgeName: string | null };
}

/** In grey after a name in other letters, for readers who may not know them: the name for the badge. */
export function BadgeName({ person: { name, badgeName } }: BadgeNameProps) {
  if (badgeName === null || !hasOtherLetters(name)) return null;
  return (
    <>
      {' '}
      <bdi className="app-badge-name">{badgeName}</bdi>
    </>
  );
}

/** A person's name, with the name for the badge beside one in other letters. */
export function PersonName({ person }: BadgeNameProps) {
  return (
    <>
      <bdi>{person.name}</bdi>
      <BadgeName person={person} />
    </>
  );
}
