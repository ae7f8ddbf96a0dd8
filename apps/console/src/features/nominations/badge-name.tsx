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
