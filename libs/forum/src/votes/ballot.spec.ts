import { describe, expect, it } from '@jest/globals';
import { BallotWriter, LARGEST_STATEMENT, readBallot } from './ballot.js';

const read = (votes: Buffer): [number, number][] => {
  const found: [number, number][] = [];
  readBallot(votes, (statement, value) => found.push([statement, value]));
  return found;
};

describe('a ballot', () => {
  it('holds each current vote in four bytes: agree, disagree, pass', () => {
    const writer = new BallotWriter();
    const votes: [number, number][] = [
      [0, -1],
      [1, 0],
      [7, 1],
      [LARGEST_STATEMENT, 1],
    ];
    for (const [statement, value] of votes) writer.add(statement, value);
    const ballot = writer.take();
    expect(ballot).toHaveLength(16);
    expect(read(ballot)).toEqual(votes);
  });

  it('is of one person: the next begins empty, however long the one before was', () => {
    const writer = new BallotWriter();
    for (let statement = 0; statement < 1_000; statement++) writer.add(statement, (statement % 3) - 1);
    const first = writer.take();
    writer.add(5, 0);
    expect(read(writer.take())).toEqual([[5, 0]]);
    expect(read(first)).toHaveLength(1_000);
    expect(read(first)[999]).toEqual([999, -1]);
    expect(read(writer.take())).toEqual([]);
  });
});
