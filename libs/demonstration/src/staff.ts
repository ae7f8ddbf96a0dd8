import { type Role } from '#libs/kernel';
import { type BodyCode } from './london-2011.js';

/** A sample person who works for one of the bodies; invented, and named so that nobody can doubt it. */
export interface SampleStaff {
  readonly name: string;
  readonly email: string;
  readonly language: 'en' | 'fr';
  readonly role: Role;
  /** Absent: the whole conference. */
  readonly body?: BodyCode;
}

/** One sign-in for each role first, then the colleagues whom some steps need (a second approver, the other bodies). */
export const STAFF = [
  { name: 'Olive Specimen', email: 'olive.specimen@fco.example', language: 'en', role: 'HOST_ADMINISTRATOR' },
  {
    name: 'Percival Placeholder',
    email: 'percival.placeholder@fco.example',
    language: 'en',
    role: 'HOST_OFFICER',
    body: 'FCO',
  },
  {
    name: 'Winifred Example',
    email: 'winifred.example@fco.example',
    language: 'en',
    role: 'HOST_APPROVER',
    body: 'FCO',
  },
  { name: 'Augusta Mockworthy', email: 'augusta.mockworthy@audit.example', language: 'en', role: 'AUDITOR' },
  {
    name: 'Clémentine Fictive',
    email: 'clementine.fictive@icc.example',
    language: 'fr',
    role: 'PARTNER_COORDINATOR',
    body: 'ICC',
  },
  {
    name: 'Nigel Notional',
    email: 'nigel.notional@icc.example',
    language: 'en',
    role: 'PARTNER_NOMINATOR',
    body: 'ICC',
  },
  {
    name: 'Viola Imagined',
    email: 'viola.imagined@icc.example',
    language: 'en',
    role: 'PARTNER_VIEWER',
    body: 'ICC',
  },
  // Answers for the two organisations that `FOCAL_POINTS` names.
  {
    name: 'Amina Exemplar',
    email: 'amina.exemplar@mission.example',
    language: 'fr',
    role: 'FOCAL_POINT',
  },
  {
    name: 'Barnaby Exemplar',
    email: 'barnaby.exemplar@fco.example',
    language: 'en',
    role: 'HOST_APPROVER',
    body: 'FCO',
  },
  {
    name: 'Ottoline Sample',
    email: 'ottoline.sample@fco.example',
    language: 'en',
    role: 'HOST_OFFICER',
    body: 'FCO',
  },
  {
    name: 'Horatio Madeup',
    email: 'horatio.madeup@chathamhouse.example',
    language: 'en',
    role: 'PARTNER_COORDINATOR',
    body: 'CH',
  },
  {
    name: 'Imogen Pretend',
    email: 'imogen.pretend@chathamhouse.example',
    language: 'en',
    role: 'PARTNER_NOMINATOR',
    body: 'CH',
  },
  {
    name: 'Wilma Hypothetical',
    email: 'wilma.hypothetical@wiltonpark.example',
    language: 'en',
    role: 'PARTNER_COORDINATOR',
    body: 'WP',
  },
] as const satisfies readonly SampleStaff[];

/** For which of the sample organisations somebody answers. */
export const FOCAL_POINTS: readonly { readonly email: StaffEmail; readonly organisation: string }[] = [
  { email: 'amina.exemplar@mission.example', organisation: 'state:BJ' },
  { email: 'amina.exemplar@mission.example', organisation: 'state:CI' },
];

export type StaffEmail = (typeof STAFF)[number]['email'];
