import { type VoteColumns } from '#libs/opinion-map';

/** Votes as columns of numbers, nine bytes each, that double when they are full. */
export class VoteColumnsOf {
  private statement = new Int32Array(1024);
  private participant = new Int32Array(1024);
  private value = new Int8Array(1024);
  private count = 0;

  add(participant: number, statement: number, value: number): void {
    if (this.count === this.value.length) this.double();
    this.statement[this.count] = statement;
    this.participant[this.count] = participant;
    this.value[this.count++] = value;
  }

  /** The votes so far, without the spare places. */
  filled(): VoteColumns {
    return {
      statement: this.statement.subarray(0, this.count),
      participant: this.participant.subarray(0, this.count),
      value: this.value.subarray(0, this.count),
    };
  }

  private double(): void {
    const size = 2 * this.count;
    const { statement, participant, value } = this;
    this.statement = new Int32Array(size);
    this.statement.set(statement);
    this.participant = new Int32Array(size);
    this.participant.set(participant);
    this.value = new Int8Array(size);
    this.value.set(value);
  }
}
