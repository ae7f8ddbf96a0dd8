import { type RowField } from './fields.js';
import { problem, type Problem, type ProblemDetails, type ProblemKind } from './problems.js';

/** What a row has become so far. */
export class RowDraft {
  readonly fields: Partial<Record<RowField, string | number>> = {};
  readonly parts: { family?: string; given?: string } = {};
  readonly other: Record<string, string | boolean> = {};
  readonly problems: Problem[] = [];
  /** Keys of the questions that nobody has answered yet. */
  readonly waitsFor = new Set<string>();
  /** Where each field came from, for what is said of it later. */
  readonly cells = new Map<RowField, string>();

  constructor(readonly row: number) {}

  at(letter: string | undefined): string {
    return `${letter ?? 'A'}${this.row}`;
  }

  set(field: RowField, value: string | number, cell: string): void {
    this.fields[field] = value;
    this.cells.set(field, cell);
  }

  say(kind: ProblemKind, cell: string, details: ProblemDetails = {}): void {
    this.problems.push(problem(kind, cell, details));
  }

  get isStopped(): boolean {
    return this.waitsFor.size > 0 || this.problems.some(({ stops }) => stops);
  }
}
