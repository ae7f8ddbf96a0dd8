import type { MessageId } from '../../i18n/catalogue.en';
import { useText } from '../../i18n/use-text';

/** What the API calls, in English, whoever has no name in the trail; Plenary itself is called so in every language. */
const WITHOUT_NAME: Readonly<Record<string, MessageId | undefined>> = {
  'The invited person': 'audit.invitee',
  'Somebody who was not signed in': 'audit.anonymous',
};

/** Who did it: the person's name, or who it was, in the words of the page's language. */
export function ActorName({ actor }: { readonly actor: string }) {
  const t = useText();
  const id = WITHOUT_NAME[actor];
  return id === undefined ? <bdi>{actor}</bdi> : t(id);
}
