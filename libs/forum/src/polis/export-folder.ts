import { existsSync, readdirSync, rmSync } from 'node:fs';
import { mkdir, open, rename, type FileHandle } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Refusal } from '#libs/kernel';

/** A folder that is there as a whole or not at all: written beside, on the same disk, and given its name at the end. */
export class ExportFolder {
  private readonly dir: string;
  private readonly draft: string;
  private readonly names: string[] = [];

  private constructor(dir: string) {
    this.dir = resolve(dir);
    this.draft = `${this.dir}.part`;
  }

  /** @throws Refusal INVALID_INPUT where there is something already, or no folder to put it into */
  static async at(dir: string): Promise<ExportFolder> {
    const folder = new ExportFolder(dir);
    if (existsSync(folder.dir) && !isEmptyFolder(folder.dir))
      throw new Refusal(
        'INVALID_INPUT',
        `${dir} is there already, with something in it; name another folder.`,
      );
    if (!existsSync(dirname(folder.dir)))
      throw new Refusal(
        'INVALID_INPUT',
        `There is no folder ${dirname(folder.dir)} to put it into; make it, or name another.`,
      );
    try {
      await mkdir(folder.draft, { mode: 0o700 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unwritable(dir, error);
      throw new Refusal(
        'INVALID_INPUT',
        `${folder.draft} is there already: an export is under way, or was cut off; then remove it.`,
      );
    }
    return folder;
  }

  /** Writes a file, piece by piece. */
  async file(name: string, pieces: AsyncIterable<string> | Iterable<string>): Promise<void> {
    let file: FileHandle | undefined;
    try {
      file = await open(join(this.draft, name), 'wx', 0o600);
      this.names.push(name);
      for await (const piece of pieces) await file.writeFile(piece);
    } catch (error) {
      throw unwritable(join(this.dir, name), error);
    } finally {
      await file?.close();
    }
  }

  /** Gives it its name, once all of it is on the disk: that may take longer than a transaction may wait. */
  async keep(): Promise<void> {
    try {
      for (const name of this.names) {
        const file = await open(join(this.draft, name), 'r');
        await file.sync().finally(() => file.close());
      }
      await rename(this.draft, this.dir);
    } catch (error) {
      throw unwritable(this.dir, error);
    }
  }

  /** Takes away what was not kept. */
  discard(): void {
    rmSync(this.draft, { recursive: true, force: true });
  }
}

function isEmptyFolder(path: string): boolean {
  try {
    return readdirSync(path).length === 0;
  } catch {
    return false;
  }
}

/** What the system says of a file, in one line; anything else as it is. */
function unwritable(path: string, error: unknown): unknown {
  const { code, syscall } = (error ?? {}) as { code?: unknown; syscall?: unknown };
  const isOfFiles = ['open', 'write', 'writev', 'fsync', 'rename', 'mkdir', 'close'].includes(
    String(syscall),
  );
  return typeof code === 'string' && isOfFiles
    ? new Refusal(
        'INVALID_INPUT',
        `${path} cannot be written (${code}); nothing is left of it. Make room, or name another folder.`,
      )
    : error;
}
