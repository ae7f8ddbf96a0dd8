import { Injectable } from '@nestjs/common';
import { type AnyExportList, type ExportList, MOST_COLUMNS } from './list.js';

/** The lists that can be exported, each registered by the context whose it is. */
@Injectable()
export class ExportLists {
  private readonly lists = new Map<string, AnyExportList>();

  /** @throws a fault where the name, or the key of a column, is there twice, and for more than `MOST_COLUMNS`. */
  register<Row, Asked>(list: ExportList<Row, Asked>): void {
    const keys = list.columns.map(({ key }) => key);
    if (this.lists.has(list.name) || new Set(keys).size < keys.length) {
      throw new Error(`The list ${list.name} or one of its columns is declared twice`);
    }
    if (keys.length > MOST_COLUMNS) throw new Error(`The list ${list.name} has too many columns`);
    this.lists.set(list.name, list as unknown as AnyExportList);
  }

  all(): readonly AnyExportList[] {
    return [...this.lists.values()];
  }

  named(name: string): AnyExportList | undefined {
    return this.lists.get(name);
  }
}
