import { describe, expect, it } from '@jest/globals';
import { previewVersion, type ReleasableDecision } from './preview-version.js';

const decided = (id: string, version: number, decisionId: string): ReleasableDecision => ({
  subject: { id, version },
  decision: { decisionId },
});
const one = decided('n1', 2, 'd1');
const other = decided('n2', 2, 'd2');
const FOLLOWS = ['promote n4 3', 'DECISION_NOTICE clerk@icc.example en {}'];
const READ = previewVersion([one, other], FOLLOWS);

describe('the version of a preview', () => {
  it('is the same in whatever order things are read', () => {
    expect(previewVersion([other, one], [...FOLLOWS].reverse())).toBe(READ);
  });

  it.each<[string, ReleasableDecision[], string[]]>([
    ['a decision less', [one], FOLLOWS],
    ['a new decision', [decided('n1', 2, 'd3'), other], FOLLOWS],
    ['a changed subject', [decided('n1', 3, 'd1'), other], FOLLOWS],
    ['another subject', [decided('n3', 2, 'd1'), other], FOLLOWS],
    ['nothing that follows', [one, other], []],
    ['something else that follows', [one, other], ['promote n5 3', FOLLOWS[1] ?? '']],
  ])('is another for %s', (_what, decisions, follows) => {
    expect(previewVersion(decisions, follows)).not.toBe(READ);
  });
});
