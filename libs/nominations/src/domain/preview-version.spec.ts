import { describe, expect, it } from '@jest/globals';
import { previewVersion, type ReleasableDecision } from './preview-version.js';

const decision = (more: Partial<ReleasableDecision> = {}): ReleasableDecision => ({
  nominationId: 'n1',
  nominationVersion: 2,
  decisionId: 'd1',
  ...more,
});
const other = decision({ nominationId: 'n2', decisionId: 'd2' });

describe('the version of a preview', () => {
  it('is the same in whatever order the decisions are read', () => {
    expect(previewVersion([decision(), other])).toBe(previewVersion([other, decision()]));
  });

  it('is another for a decision more or less, a new decision, and a changed or another nomination', () => {
    const read = previewVersion([decision(), other]);
    const versions = [
      previewVersion([decision()]),
      previewVersion([]),
      previewVersion([decision({ decisionId: 'd3' }), other]),
      previewVersion([decision({ nominationVersion: 3 }), other]),
      previewVersion([decision({ nominationId: 'n3' }), other]),
    ];
    expect(versions).not.toContain(read);
    expect(new Set(versions).size).toBe(versions.length);
  });
});
