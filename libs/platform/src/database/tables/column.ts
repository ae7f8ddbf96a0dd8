/** What a column of a table holds, and what may be done to it. */
export interface Column<Value, IsNeeded extends boolean = boolean, IsChangeable extends boolean = boolean> {
  /** As PostgreSQL names the type: `uuid`, `timestamptz`, `_text` for a list of texts. */
  readonly type: string;
  readonly isNullable: boolean;
  /** A value of its own where none is given. */
  readonly hasDefault: boolean;
  /** Whether a row is not made without it. */
  readonly isNeeded: IsNeeded;
  /** Whether it may change in a row that stands. */
  readonly isChangeable: IsChangeable;
  /** All that it may hold, where that is a closed set. */
  readonly choices?: readonly string[] | undefined;
  /** Never there: it carries the type of what is read and written. */
  readonly value?: Value;
}

/** A column under description; each step answers another one. */
export class ColumnOf<Value, IsNeeded extends boolean, IsChangeable extends boolean> implements Column<
  Value,
  IsNeeded,
  IsChangeable
> {
  declare readonly value?: Value;

  private constructor(
    readonly type: string,
    readonly isNullable: boolean,
    readonly hasDefault: boolean,
    readonly isNeeded: IsNeeded,
    readonly isChangeable: IsChangeable,
    readonly choices?: readonly string[],
  ) {}

  static of<Value>(type: string, choices?: readonly string[]): ColumnOf<Value, true, false> {
    return new ColumnOf<Value, true, false>(type, false, false, true, false, choices);
  }

  /** May hold nothing. */
  orNull(): ColumnOf<Value | null, false, IsChangeable> {
    return new ColumnOf<Value | null, false, IsChangeable>(
      this.type,
      true,
      this.hasDefault,
      false,
      this.isChangeable,
      this.choices,
    );
  }

  /** The database has a value where none is given. */
  byDefault(): ColumnOf<Value, false, IsChangeable> {
    return new ColumnOf<Value, false, IsChangeable>(
      this.type,
      this.isNullable,
      true,
      false,
      this.isChangeable,
      this.choices,
    );
  }

  /** May change in a row that stands. */
  changeable(): ColumnOf<Value, IsNeeded, true> {
    return new ColumnOf<Value, IsNeeded, true>(
      this.type,
      this.isNullable,
      this.hasDefault,
      this.isNeeded,
      true,
      this.choices,
    );
  }
}

export const uuid = () => ColumnOf.of<string>('uuid');
/** Of one's own kind of text where the program alone keeps to it; where the database checks it too, `oneOf`. */
export const text = <Value extends string = string>() => ColumnOf.of<Value>('text');
export const integer = () => ColumnOf.of<number>('int4');
export const smallInteger = () => ColumnOf.of<number>('int2');
/** Written as a number; the driver reads it as text. */
export const bigInteger = () => ColumnOf.of<number>('int8');
/** The number of a transaction of the server, with its epoch: it never comes again. The driver reads it as text. */
export const transactionNumber = () => ColumnOf.of<string>('xid8');
export const real = () => ColumnOf.of<number>('float4');
export const bytes = () => ColumnOf.of<Buffer>('bytea');
export const boolean = () => ColumnOf.of<boolean>('bool');
/** This moment by the database's clock: a value for an instant that is written. */
export const NOW = Symbol('clock_timestamp()');

/** A moment so long after now, by the database's clock: a value for an instant that is written. */
export class FromNow {
  private constructor(
    readonly seconds: number,
    /** The expression that it is written as, with the place of the seconds left open. */
    readonly write: (place: string) => string,
  ) {}

  static seconds(seconds: number): FromNow {
    return new FromNow(seconds, inSeconds);
  }

  /** At the full minute, as people are told it. */
  static wholeMinutes(seconds: number): FromNow {
    return new FromNow(seconds, inWholeMinutes);
  }
}

const inSeconds = (place: string): string => `clock_timestamp() + ${place} * interval '1 second'`;
const inWholeMinutes = (place: string): string => `date_trunc('minute', ${inSeconds(place)})`;

/** A day of the calendar, as `2011-11-01`. */
export const day = () => ColumnOf.of<string>('date');
/** A moment in time. */
export const instant = () => ColumnOf.of<Date>('timestamptz');
export const json = <Value = unknown>() => ColumnOf.of<Value>('jsonb');
export const texts = () => ColumnOf.of<readonly string[]>('_text');
export const uuids = () => ColumnOf.of<readonly string[]>('_uuid');
/** One of a closed set of texts, which a CHECK of the database guards. */
export const oneOf = <const Value extends string>(choices: readonly Value[]) =>
  ColumnOf.of<Value>('text', choices);
