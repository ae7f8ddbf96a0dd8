import { describe, expect, it } from '@jest/globals';
import { buildSchema, printSchema } from 'graphql';
import { withCommonDescriptions } from './common-descriptions.js';

const described = (text: string): string => printSchema(withCommonDescriptions(buildSchema(text)));

describe('common descriptions', () => {
  it('say what pages, ids and payloads are, wherever they stand', () => {
    const text = described(`
      type Query { talks(conferenceId: ID!, first: Int): TalkConnection! }
      type Talk { id: ID! }
      type TalkEdge { node: Talk! cursor: String! }
      type TalkConnection { nodes: [Talk!]! }
      type MoveTalkPayload { talk: Talk errors: [String!]! }
      input MoveTalkInput { idempotencyKey: String! version: Int! }
    `);
    for (const words of [
      'How many entries the page has at most',
      'Unique over all types',
      'Where the entry lies in the list',
      'What `moveTalk` answers',
      'Why it was not done',
      'What `moveTalk` is asked',
      'VERSION_CONFLICT',
    ]) {
      expect(text).toContain(words);
    }
  });

  it('leave what says something of itself, and what they do not know', () => {
    const text = described(`
      type Query { "Everything" talks("Enough" first: Int, room: String): Int }
    `);
    expect(text).toContain('Enough');
    expect(text).not.toContain('How many entries');
    expect(text).toMatch(/\n {4}room: String/);
  });
});
