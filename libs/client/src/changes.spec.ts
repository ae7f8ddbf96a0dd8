import { describe, expect, it } from '@jest/globals';
import { type Change, ChangesRefused, CursorExpired, graphql, PlenaryClient } from './index.js';
import { scriptedService, type Step } from './testing/scripted-service.js';

const node = (subjectId: string) => ({
  kind: 'nomination.submitted',
  occurredAt: '2011-11-01T08:46:40.120Z',
  subjectType: 'nomination',
  subjectId,
  externalReference: null,
  nomination: { id: subjectId, version: 2, state: 'SUBMITTED' },
});
const page = (ids: readonly string[], hasNextPage = false): Step => ({
  body: {
    data: {
      changes: {
        edges: ids.map((id) => ({ cursor: `behind ${id}`, node: node(id) })),
        pageInfo: { hasNextPage, endCursor: ids.length === 0 ? null : `behind ${ids.at(-1)}` },
      },
    },
  },
});
const refused = (code: string): Step => ({
  status: 200,
  body: { data: null, errors: [{ message: 'So it is.', extensions: { code, inputPath: ['after'] } }] },
});
const feedOf = (...steps: readonly Step[]) => {
  const service = scriptedService(...steps);
  const asked = () => service.sent.map(({ body }) => (JSON.parse(body) as { variables: object }).variables);
  return { ...service, asked, client: new PlenaryClient(service.options) };
};

async function all(changes: AsyncIterable<Change>, most = Infinity): Promise<string[]> {
  const cursors: string[] = [];
  for await (const { cursor } of changes) if (cursors.push(cursor) >= most) break;
  return cursors;
}

describe('the feed of changes', () => {
  it('is read page by page to its end, each entry with its cursor', async () => {
    const { client, asked, waited } = feedOf(page(['A', 'B'], true), page(['C']));
    const read: Change[] = [];
    for await (const change of client.changes({ conferenceId: 'C1', after: 'kept', pageSize: 2 }))
      read.push(change);
    expect(read[0]).toEqual({ cursor: 'behind A', ...node('A') });
    expect(read.map(({ cursor }) => cursor)).toEqual(['behind A', 'behind B', 'behind C']);
    expect(asked()).toEqual([
      { conferenceId: 'C1', after: 'kept', first: 2 },
      { conferenceId: 'C1', after: 'behind B', first: 2 },
    ]);
    expect(waited).toEqual([]);
  });

  it('that is left in the middle has asked for no more', async () => {
    const { client, sent } = feedOf(page(['A', 'B'], true));
    expect(await all(client.changes({ conferenceId: 'C1' }), 1)).toEqual(['behind A']);
    expect(sent).toHaveLength(1);
  });

  it('that waits goes on behind the last entry, where nothing was new too', async () => {
    const { client, asked, waited } = feedOf(page(['A']), page([]), page(['B']));
    const changes = client.changes({ conferenceId: 'C1', isWaiting: true, everyMs: 500 });
    expect(await all(changes, 2)).toEqual(['behind A', 'behind B']);
    expect(asked().map((variables) => (variables as { after: unknown }).after)).toEqual([
      null,
      'behind A',
      'behind A',
    ]);
    expect(waited).toEqual([500, 500]);
  });

  it('that waits ends with its signal', async () => {
    const { client } = feedOf(page([]));
    const signal = AbortSignal.abort(new Error('The program ends'));
    await expect(all(client.changes({ conferenceId: 'C1', isWaiting: true, signal }))).rejects.toThrow(
      'The program ends',
    );
  });

  it('says of a cursor that holds no more what to do, and which it is', async () => {
    const { client } = feedOf(refused('CURSOR_EXPIRED'));
    const failed = await all(client.changes({ conferenceId: 'C1', after: 'old' })).catch(
      (error: unknown) => error,
    );
    expect(failed).toBeInstanceOf(CursorExpired);
    expect(failed).toMatchObject({ code: 'CURSOR_EXPIRED', cursor: 'old' });
    expect((failed as Error).message).toContain(
      'Begin without a cursor, and read all of your nominations anew',
    );
  });

  it('that is refused for anything else gives the refusals', async () => {
    const { client } = feedOf(refused('NOT_FOUND'));
    const failed = await all(client.changes({ conferenceId: 'C1' })).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(ChangesRefused);
    expect(failed).toMatchObject({ code: 'NOT_FOUND', refusals: [{ code: 'NOT_FOUND', path: ['after'] }] });
  });

  it('reads of each nomination what a fragment names', async () => {
    const { client, sent } = feedOf(page(['A']));
    const mine = graphql('fragment Mine on Nomination { id person { name } }');
    for await (const { nomination } of client.changes({ conferenceId: 'C1', nomination: mine })) {
      const name: string | undefined = nomination?.person?.name;
      expect(name).toBeUndefined();
    }
    const { query } = JSON.parse(sent[0]?.body ?? '') as { query: string };
    expect(query).toContain('nomination { ...Mine }');
    expect(query).toContain('fragment Mine on Nomination { id person { name } }');
    const other = graphql('fragment Theirs on Body { name }');
    await expect(all(client.changes({ conferenceId: 'C1', nomination: other } as never))).rejects.toThrow(
      TypeError,
    );
  });
});
