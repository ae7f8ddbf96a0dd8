import { type Stage } from '#libs/approvals';
import { type Words } from '#libs/export';
import { type Capacity } from '../domain/nomination-fields.js';
import { type NominationState } from '../domain/nomination.lifecycle.js';

/** Closed sets as they stand in a cell, in the words of the console. */
export const STATE_WORDS: Readonly<Record<NominationState, Words>> = {
  DRAFT: { en: 'Draft', fr: 'Brouillon' },
  SUBMITTED: { en: 'Submitted', fr: 'Soumise' },
  UNDER_REVIEW: { en: 'Under review', fr: 'En examen' },
  RETURNED: { en: 'Returned', fr: 'Renvoyée' },
  DECIDED: { en: 'Decided', fr: 'Décidée' },
  APPROVED: { en: 'Approved', fr: 'Approuvée' },
  RESERVED: { en: 'On the reserve list', fr: 'Sur la liste de réserve' },
  REJECTED: { en: 'Not approved', fr: 'Non approuvée' },
  WITHDRAWN: { en: 'Withdrawn', fr: 'Retirée' },
  SUPERSEDED: { en: 'Replaced', fr: 'Remplacée' },
  LAPSED: { en: 'Lapsed', fr: 'Caduque' },
};

export const CAPACITY_WORDS: Readonly<Record<Capacity, Words>> = {
  DELEGATE: { en: 'Delegate', fr: 'Délégué(e)' },
  SPEAKER: { en: 'Speaker', fr: 'Intervenant(e)' },
  OBSERVER: { en: 'Observer', fr: 'Observateur ou observatrice' },
  PRESS: { en: 'Press', fr: 'Presse' },
};

export const STAGE_WORDS: Readonly<Record<Stage, Words>> = {
  REVIEW: { en: 'Review', fr: 'Examen' },
  SIGN_OFF: { en: 'Sign-off', fr: 'Décision' },
  RELEASE: { en: 'Release', fr: 'Publication' },
};
