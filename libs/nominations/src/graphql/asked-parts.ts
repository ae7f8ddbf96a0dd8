import { type GraphQLResolveInfo } from 'graphql';
import { askedFields } from '#libs/platform';
import {
  type BodyFields,
  NOMINATION_FIELDS,
  PERSON_FIELDS,
  type ViewPart,
} from '../domain/nomination-fields.js';

/** Fields of a nomination that are read with a part of the view; every other field is there without. */
const PART_OF: Readonly<Record<string, ViewPart>> = {
  createdAt: 'times',
  createdBy: 'times',
  updatedAt: 'times',
  submittedAt: 'times',
  answerDueAt: 'times',
  dueAt: 'times',
  missing: 'words',
  returnQuestion: 'words',
  secondReason: 'words',
  ...partsIn(NOMINATION_FIELDS, ''),
  ...partsIn(PERSON_FIELDS, 'person.'),
};

function partsIn(fields: BodyFields, before: string): Record<string, ViewPart> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, { part }]) =>
      part === undefined ? [] : [[`${before}${name}`, part]],
    ),
  );
}

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
