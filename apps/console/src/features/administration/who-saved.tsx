import { useRead } from '../../api/use-read';
import { useText } from '../../i18n/use-text';
import { AuditEventsQuery, type AuditEvent } from '../audit/operations';
import { useConferenceId } from '../conference/current-conference';
import { useAuthorInWords } from '../nominations/conflict-choices';

interface WhoSavedProps {
  /** What the trail calls the act */
  readonly action: string;
  /** Which of such acts it was about */
  readonly isOfThis: (values: AuditEvent['values']) => boolean;
}

/** "Last saved by Nigel Notional, 09:41 BST.", once somebody else was faster. */
export function WhoSaved({ action, isOfThis }: WhoSavedProps) {
  const t = useText();
  const author = useAuthorInWords();
  const read = useRead(AuditEventsQuery, { conferenceId: useConferenceId(), filter: { actions: [action] } });
  if (read.state !== 'ready') return null;
  const saved = read.data.auditEvents.nodes.find(({ values }) => isOfThis(values));
  return <p className="govuk-body">{t('conflict.who', { author: author(saved) })}</p>;
}

/** Whether an entry of the trail names this value: `kind`, `NOMINATION`. */
export const names = (values: AuditEvent['values'], name: string, text: string): boolean =>
  values.some((value) => value.name === name && value.text === text);
