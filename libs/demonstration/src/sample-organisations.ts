/** An organisation of the demonstration: what is said of it, and whom the host knows there. */
export interface SampleOrganisation {
  /** Begins the keys with which it is added. */
  readonly key: string;
  readonly input: object;
  readonly contacts: readonly {
    readonly list: string;
    readonly name: string;
    readonly role?: string;
    readonly email: string;
  }[];
}

const government = (
  code: string,
  contacts: SampleOrganisation['contacts'] = [],
  said: object = {},
): SampleOrganisation => ({
  key: `state:${code}`,
  input: { directoryKey: `state:${code}`, ...said },
  contacts,
});

const international = (key: string): SampleOrganisation => ({
  key: `international:${key}`,
  input: { directoryKey: `international:${key}`, isListed: true },
  contacts: [],
});

/** Governments and international organisations are those of the directory; whom the host knows there is invented. */
export const SAMPLE_ORGANISATIONS: readonly SampleOrganisation[] = [
  government('BJ', [
    { list: 'Protocol', name: 'Amina Exemple', role: 'Chief of protocol', email: 'protocole@bj.example' },
    { list: 'Focal point', name: 'Karim Modèle', role: 'First secretary', email: 'mission@bj.example' },
  ]),
  government('CI'),
  government('EE', [], { aliases: ['Tallinn delegation'] }),
  government('GB'),
  government('KR', [
    { list: 'Protocol', name: 'Specimen Kim', role: 'Counsellor', email: 'protocol@kr.example' },
  ]),
  government('KN'),
  government('SZ'),
  government('UY'),
  international('un'),
  international('itu'),
  international('wipo'),
  international('unesco'),
  {
    key: 'sample-society',
    input: {
      kind: 'NGO',
      names: [
        { language: 'en', official: 'Sample Society for Open Networks', short: 'Sample Society' },
        { language: 'fr', official: 'Société modèle des réseaux ouverts' },
      ],
      aliases: ['SSON'],
      countryCode: 'GB',
      webSite: 'https://society.example',
      mailDomains: ['society.example'],
      isListed: true,
    },
    contacts: [
      { list: 'Focal point', name: 'Winifred Sample', role: 'Secretary', email: 'secretary@society.example' },
    ],
  },
];
