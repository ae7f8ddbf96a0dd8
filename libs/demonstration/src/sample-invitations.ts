/** The letter to an organisation of the demonstration, and how far it has come. */
export interface SampleInvitation {
  /** Of `SAMPLE_ORGANISATIONS`. */
  readonly organisation: string;
  readonly letter: object;
  /** What was done to it after it was drafted, in order. */
  readonly acts: readonly InvitationStep[];
}
export type InvitationStep = 'approve' | 'send' | 'acknowledge' | 'accept' | 'regret' | 'revoke';

const letter = (level: string, language: string, more: object = {}): object => ({
  level,
  language,
  seats: [
    { role: 'HEAD', count: 1 },
    { role: 'DELEGATE', count: level === 'MINISTER' ? 3 : 1 },
  ],
  signatory: 'Olive Specimen, for the host',
  salutation: language === 'fr' ? 'Excellence,' : 'Excellency,',
  ...more,
});

/** In every state but LAPSED, which nobody brings about. The Sample Society’s letter lacks its salutation. */
export const SAMPLE_INVITATIONS: readonly SampleInvitation[] = [
  {
    organisation: 'state:BJ',
    letter: letter('MINISTER', 'fr'),
    acts: ['approve', 'send', 'acknowledge', 'accept'],
  },
  { organisation: 'state:CI', letter: letter('MINISTER', 'fr'), acts: ['approve', 'send', 'acknowledge'] },
  { organisation: 'state:EE', letter: letter('SENIOR_OFFICIAL', 'en'), acts: ['approve', 'send', 'regret'] },
  { organisation: 'state:KR', letter: letter('MINISTER', 'en'), acts: ['approve', 'send'] },
  { organisation: 'state:KN', letter: letter('SENIOR_OFFICIAL', 'en'), acts: ['approve'] },
  { organisation: 'state:UY', letter: letter('MINISTER', 'es', { salutation: 'Excelencia:' }), acts: [] },
  { organisation: 'international:itu', letter: letter('OBSERVER', 'en'), acts: ['approve', 'revoke'] },
  { organisation: 'sample-society', letter: letter('OBSERVER', 'en', { salutation: null }), acts: [] },
];
