import type { Grant } from '../features/access/operations';
import type { NominationDetails } from '../features/nominations/operations';

/** Records for tests, with invented people; each maker takes what matters to its test. */

const conference = {
  id: 'conference',
  slug: 'london-2011',
  name: 'London Conference',
  timeZone: 'Europe/London',
};

export const HOST = { id: 'fco', kind: 'HOST' as const, code: 'FCO', name: 'Foreign & Commonwealth Office' };
export const ICC = {
  id: 'icc',
  kind: 'PARTNER' as const,
  code: 'ICC',
  name: 'International Chamber of Commerce',
};
export const BUSINESS = { id: 'business', code: 'business', name: 'Business' };
export const ACADEMIA = { id: 'academia', code: 'academia', name: 'Academia' };

const BODY_OF_ROLE: Readonly<Partial<Record<Grant['role'], Grant['body']>>> = {
  HOST_OFFICER: HOST,
  HOST_APPROVER: HOST,
  PARTNER_COORDINATOR: ICC,
  PARTNER_NOMINATOR: ICC,
  PARTNER_VIEWER: ICC,
};

export function grant(role: Grant['role']): Grant {
  return { id: `grant-${role}`, role, conference, body: BODY_OF_ROLE[role] ?? null };
}

export function session(...roles: Grant['role'][]) {
  return {
    service: { name: 'Plenary', isDemonstration: false, mailCatcherUrl: null, version: '0.1.0' },
    viewer:
      roles.length === 0
        ? null
        : {
            user: { id: 'user', name: 'Sam Sample', email: 'sam@people.example', language: 'en' },
            offeredRoles: [] as { id: string }[],
            grants: roles.map(grant),
          },
  };
}

export const currentConference = {
  conference: {
    ...conference,
    locales: ['en', 'fr'],
    freedPlaces: 'BY_HAND',
    placeTransfers: 'WITH_HOST',
    constituencies: [BUSINESS, ACADEMIA],
    windows: [
      {
        id: 'window',
        kind: 'NOMINATION' as const,
        opensAt: '2011-05-01T00:00:00Z',
        closesAt: '2099-01-01T00:00:00Z',
        isOpen: true,
      },
    ],
  },
  bodies: [HOST, ICC],
};

export const quota = {
  id: 'balance',
  allotted: 40,
  held: 5,
  consumed: 7,
  available: 28,
  awaitingRelease: null,
  body: { id: ICC.id, name: ICC.name },
  constituency: { id: BUSINESS.id, name: BUSINESS.name },
};

export function nomination(given: Partial<NominationDetails> = {}): NominationDetails {
  return {
    id: 'nomination',
    reference: 'ICC-7K3-Q9FA',
    version: 1,
    state: 'DRAFT',
    rank: 3,
    capacity: 'DELEGATE',
    justification: 'Leads work on safe access',
    externalReference: null,
    createdAt: '2011-05-03T09:00:00Z',
    updatedAt: '2011-05-04T09:00:00Z',
    submittedAt: null,
    returnQuestion: null,
    secondReason: null,
    readyAt: null,
    supersedes: null,
    supersededBy: null,
    answerDueAt: null,
    missing: [],
    availableActions: ['UPDATE', 'SUBMIT'],
    unavailableActions: [],
    createdBy: { id: 'user', name: 'Sam Sample' },
    person: {
      id: 'person',
      name: 'Zoë Quill',
      badgeName: null,
      honorific: null,
      email: 'zoe@people.example',
      organisation: 'Institute of Imaginary Networks',
      jobTitle: 'Director',
      country: 'GB',
      language: 'en',
    },
    organisation: null,
    body: { id: ICC.id, code: ICC.code, name: ICC.name },
    constituency: { id: BUSINESS.id, name: BUSINESS.name },
    quotaBalance: quota,
    history: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } },
    attachmentSides: [],
    attachments: [],
    noteSides: [],
    notes: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } },
    invitation: null,
    decision: null,
    ...given,
  };
}

export function inboxNomination(given: Partial<NominationDetails> = {}) {
  return {
    ...nomination({ state: 'UNDER_REVIEW', submittedAt: '2011-05-05T09:00:00Z', ...given }),
    stage: 'SIGN_OFF',
    dueAt: '2011-05-09T09:00:00Z',
    claim: null,
    screening: [],
    duplicates: [],
    recommendations: [],
    signOffs: { needed: 1, voices: [] },
    reasonsSharedByDefault: ['CAPACITY', 'BALANCE'],
  };
}

/** One page of a list. */
export function page<Node>(nodes: readonly Node[], totalCount = nodes.length) {
  return { totalCount, nodes, pageInfo: { hasNextPage: false, endCursor: null } };
}
