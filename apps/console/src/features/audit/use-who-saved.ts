import { useCallback } from 'react';
import { useFresh } from '../../api/use-fresh';
import { usePlainTime } from '../../i18n/plain-time';
import { isolate, useText } from '../../i18n/use-text';
import { useConferenceId } from '../conference/current-conference';
import { AuditEventsQuery, type AuditEvent } from './operations';

/** Who did something and when; the trail says as much of it as the reader may know, so the actor may be null. */
export type Author = Pick<AuditEvent, 'actor' | 'occurredAt'>;

interface Saved {
  /** What the trail calls the act; without it, any act */
  readonly action?: string;
  readonly subjectId?: string;
  /** Which of such acts it was about */
  readonly isOfThis?: (values: AuditEvent['values']) => boolean;
}

/** Reads in the trail who did something last: "Nigel Notional, 09:41 BST". Never an answer of before. */
export function useWhoSaved(): (about: Saved) => Promise<string> {
  const fresh = useFresh();
  const inWords = useAuthorInWords();
  const conferenceId = useConferenceId();
  return useCallback(
    async ({ action, subjectId, isOfThis = () => true }) => {
      const actions = action === undefined ? undefined : [action];
      const data = await fresh(AuditEventsQuery, { conferenceId, filter: { actions, subjectId } });
      return inWords(data?.auditEvents.nodes.find(({ values }) => isOfThis(values)));
    },
    [fresh, inWords, conferenceId],
  );
}

/** "Nigel Notional, 09:41"; where the person may not know who it was, only when. */
export function useAuthorInWords(): (author: Author | undefined) => string {
  const t = useText();
  const time = usePlainTime();
  return useCallback(
    (author) => {
      if (author === undefined) return t('conflict.somebody');
      const at = time.moment(author.occurredAt);
      return author.actor === null
        ? t('conflict.somebodyAt', { at })
        : t('conflict.author', { actor: isolate(author.actor), at });
    },
    [t, time],
  );
}

/** Whether an entry of the trail names this value: `kind`, `NOMINATION`. */
export const names = (values: AuditEvent['values'], name: string, text: string): boolean =>
  values.some((value) => value.name === name && value.text === text);

/** What a refused act says beside its refusal, where somebody else was faster: who, and when. */
export function useWhoWasFaster(subjectId: string): (refusal: { readonly code: string }) => Promise<string> {
  const t = useText();
  const whoSaved = useWhoSaved();
  return async ({ code }) =>
    code === 'VERSION_CONFLICT' ? t('conflict.changedBy', { author: await whoSaved({ subjectId }) }) : '';
}
