import { z } from 'zod';
import { type MailWords, type Shown, typed } from '#libs/notifications';
import { type Capacity } from '../domain/invitation.js';

export const inviteeParams = { personName: z.string(), honorific: z.string().nullish() };

/** How a person is addressed. */
export const addressed = ({
  honorific,
  personName,
}: {
  readonly honorific?: string | null | undefined;
  readonly personName: string;
}): Shown => typed(honorific ? `${honorific} ${personName}` : personName);

/** Capacities, as they stand inside a sentence. */
export const CAPACITY: Readonly<Record<Capacity, MailWords>> = {
  DELEGATE: { en: 'delegate', fr: 'délégué(e)' },
  SPEAKER: { en: 'speaker', fr: 'intervenant(e)' },
  OBSERVER: { en: 'observer', fr: 'observateur ou observatrice' },
  PRESS: { en: 'member of the press', fr: 'membre de la presse' },
};
