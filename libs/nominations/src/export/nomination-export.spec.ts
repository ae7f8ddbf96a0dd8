import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { type ExportLists } from '#libs/export';
import { type NominationFilter } from '../queries/list-nominations.js';
import { NominationExport } from './nomination-export.js';

type Registered = Parameters<ExportLists['register']>[0];

describe('the export of nominations', () => {
  it('takes every filter that the list has, and no other', () => {
    const registered: Registered[] = [];
    const exports = { register: (list: Registered) => registered.push(list) } as unknown as ExportLists;
    new NominationExport(exports, undefined as never);
    const every: Required<NominationFilter> = {
      states: ['DRAFT'],
      bodyIds: [newId()],
      constituencyIds: [newId()],
      capacities: ['PRESS'],
      ids: [newId()],
      externalReferences: ['CRM-1'],
      references: ['ICC-AAA-AAAA'],
      emails: ['ada@sample.example'],
      organisationIds: [newId()],
      updatedAt: { gte: null, lt: null },
      isReady: true,
      search: 'ada',
    };
    const takes = (filter: object): boolean | undefined => registered[0]?.asked.safeParse({ filter }).success;
    for (const [field, value] of Object.entries(every))
      expect([field, takes({ [field]: value })]).toEqual([field, true]);
    expect(takes({ elsewhere: true })).toBe(false);
  });
});
