import { useText } from '../../i18n/use-text';
import { Tag, type TagColour } from '../../ui/tag';
import type { MessageLine } from './operations';

const COLOURS: Readonly<Record<MessageLine['state'], TagColour>> = {
  QUEUED: 'blue',
  SENDING: 'blue',
  SENT: 'green',
  DEFERRED: 'yellow',
  REFUSED: 'red',
  FAILED: 'red',
  HELD: 'purple',
  CANCELLED: 'grey',
};

export function MessageStateTag({ state }: Pick<MessageLine, 'state'>) {
  const t = useText();
  return <Tag colour={COLOURS[state]}>{t(`messageState.${state}`)}</Tag>;
}
