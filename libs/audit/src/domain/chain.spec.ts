import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { chainHash, eventHash, GENESIS } from './chain.js';
import { describeAction } from './describe-action.js';
import { type AuditEvent } from './event.js';

const event: AuditEvent = {
  id: '0190f0a0-0000-7000-8000-000000000001',
  conferenceId: '0190f0a0-0000-7000-8000-000000000002',
  bodyId: null,
  occurredAt: '2026-11-23T05:40:12.123456Z',
  actorId: null,
  actorKind: 'system',
  onBehalfOfId: null,
  apiTokenId: null,
  action: 'nomination.lapsed',
  subjectType: 'nomination',
  subjectId: '0190f0a0-0000-7000-8000-000000000003',
  details: { b: 1, a: ['x', null] },
};

describe('the chain', () => {
  it('hashes the canonical JSON of the event', () => {
    const json =
      '{"action":"nomination.lapsed","actorId":null,"actorKind":"system","bodyId":null,' +
      '"conferenceId":"0190f0a0-0000-7000-8000-000000000002","details":{"a":["x",null],"b":1},' +
      '"id":"0190f0a0-0000-7000-8000-000000000001","occurredAt":"2026-11-23T05:40:12.123456Z","onBehalfOfId":null,' +
      '"subjectId":"0190f0a0-0000-7000-8000-000000000003","subjectType":"nomination"}';
    expect(eventHash(event).toString('hex')).toBe(createHash('sha256').update(json).digest('hex'));
  });

  it.each(Object.keys(event) as (keyof AuditEvent)[])('changes with the %s of an event', (member) => {
    const other = { ...event, [member]: member === 'details' ? { b: 2, a: ['x', null] } : 'another' };
    expect(eventHash(other).equals(eventHash(event))).toBe(false);
  });

  it('does not depend on the order of members or on columns beside the event', () => {
    const shuffled = Object.fromEntries(
      Object.entries({ ...event, details: { a: ['x', null], b: 1 } }).reverse(),
    );
    expect(
      eventHash({ ...(shuffled as unknown as AuditEvent), ...{ sequence: '7' } }).equals(eventHash(event)),
    ).toBe(true);
  });

  it('begins with 32 zero bytes and hashes link and event together', () => {
    const hash = eventHash(event);
    const expected = createHash('sha256')
      .update(Buffer.concat([Buffer.alloc(32), hash]))
      .digest();
    expect(chainHash(GENESIS, hash).equals(expected)).toBe(true);
  });
});

describe('the sentences of the trail', () => {
  it('tell what happened, with what people wrote', () => {
    expect(describeAction('nomination.created', { reference: 'ICC-7K3-Q9FA' })).toBe(
      'Drafted the nomination ICC-7K3-Q9FA',
    );
    expect(describeAction('nomination.returned', {}, 'Which firm?')).toBe(
      'Returned the nomination with a question: “Which firm?”',
    );
    expect(describeAction('nomination.returned', {})).toBe('Returned the nomination with a question');
    expect(describeAction('nomination.decided', { outcome: 'RESERVE' })).toBe(
      'Signed off a place on the reserve list',
    );
    expect(
      describeAction('nomination.signed-off', {
        outcome: 'APPROVE',
        insteadOf: 'REJECT',
        agreeing: 1,
        needed: 2,
      }),
    ).toBe('Signed off approval instead of refusal; 1 of 2 who have to agree');
    expect(describeAction('batch.released', { number: 3, size: 42 })).toBe(
      'Released batch 3 with 42 decisions',
    );
  });

  it('fall back to the name of an action that has no sentence', () => {
    expect(describeAction('quota.moved-over', {})).toBe('Quota moved over');
  });
});
