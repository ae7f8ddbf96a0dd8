/** Bytes of one vote in a ballot: statement x 4 + vote, the highest byte first, so that ballots sort by statement. */
const BYTES = 4;
/** The greatest number of a statement beside which a vote has room. */
export const LARGEST_STATEMENT = 2 ** 29 - 1;

/** 1 agrees, -1 disagrees, 0 passes, as the field writes it. */
export type VoteValue = -1 | 0 | 1;

/** Packs the current votes of people, one after the other. */
export class BallotWriter {
  private bytes = Buffer.alloc(64 * BYTES);
  private length = 0;

  /** In the order of the statements. */
  add(statement: number, value: number): void {
    if (this.length === this.bytes.length)
      this.bytes = Buffer.concat([this.bytes, Buffer.alloc(this.length)]);
    this.length = this.bytes.writeUInt32BE(statement * 4 + value + 1, this.length);
  }

  /** The ballot so far; the next one begins. */
  take(): Buffer {
    const taken = Buffer.from(this.bytes.subarray(0, this.length));
    this.length = 0;
    return taken;
  }
}

/** Tells each vote of a ballot, in the order of the statements. */
export function readBallot(votes: Buffer, take: (statement: number, value: VoteValue) => void): void {
  for (let at = 0; at < votes.length; at += BYTES) {
    const packed = votes.readUInt32BE(at);
    take(Math.floor(packed / 4), ((packed % 4) - 1) as VoteValue);
  }
}
