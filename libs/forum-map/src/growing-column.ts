type Typed = Int8Array | Int32Array | Float64Array;

/** A typed array that grows by doubling. */
export class GrowingColumn<Column extends Typed> {
  private column: Column;
  private count = 0;

  constructor(private readonly make: (size: number) => Column) {
    this.column = make(1024);
  }

  push(value: number): void {
    if (this.count === this.column.length) {
      const larger = this.make(2 * this.count);
      larger.set(this.column);
      this.column = larger;
    }
    this.column[this.count++] = value;
  }

  /** The values so far, without the spare places. */
  filled(): Column {
    return this.column.subarray(0, this.count) as Column;
  }
}
