/** Counts what each of many holds at the same time, up to a limit. */
export class Holdings {
  private readonly held = new Map<string, number>();

  constructor(private readonly most: number) {}

  hasRoom(name: string): boolean {
    return (this.held.get(name) ?? 0) < this.most;
  }

  /** Takes one more for `name`; gives the function that gives it back, or undefined where that would be too many. */
  take(name: string): (() => void) | undefined {
    if (!this.hasRoom(name)) return undefined;
    this.held.set(name, (this.held.get(name) ?? 0) + 1);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      const left = (this.held.get(name) ?? 1) - 1;
      if (left === 0) this.held.delete(name);
      else this.held.set(name, left);
    };
  }
}
