import { type GraphQLResolveInfo } from 'graphql';
import { askedFields } from '#libs/platform';
import { type ViewPart } from '../queries/nomination-view.js';

/** Fields of a nomination that are read with a part of the view; every other field is there without. */
const PART_OF: Readonly<Record<string, ViewPart>> = {
  createdAt: 'times',
  createdBy: 'times',
  updatedAt: 'times',
  submittedAt: 'times',
  answerDueAt: 'times',
  dueAt: 'times',
  justification: 'words',
  missing: 'words',
  returnQuestion: 'words',
  'person.honorific': 'words',
  'person.email': 'words',
  'person.jobTitle': 'words',
  'person.language': 'words',
};

const known = new WeakMap<ReadonlySet<string>, ReadonlySet<ViewPart>>();

/** The parts of the view that an operation needs of a connection's nominations. */
export function askedParts(info: GraphQLResolveInfo): ReadonlySet<ViewPart> {
  const asked = askedFields(info);
  let parts = known.get(asked);
  if (parts === undefined) {
    parts = partsOf(asked);
    known.set(asked, parts);
  }
  return parts;
}

function partsOf(asked: ReadonlySet<string>): ReadonlySet<ViewPart> {
  const isAsked = (field: string): boolean => asked.has(`nodes.${field}`) || asked.has(`edges.node.${field}`);
  return new Set(Object.entries(PART_OF).flatMap(([field, part]) => (isAsked(field) ? [part] : [])));
}
