import { type ProductLoader } from '../product.js';
import { banner } from '../stack/banner.js';
import { StartAborted, startStack } from '../stack/local-stack.js';
import { type Process, PROCESSES } from '../stack/parts.js';
import { resetDatabase, resetDataDir } from '../stack/reset.js';
import { stopSignal, untilStopped } from '../stack/until-stopped.js';
import { readSettings } from './settings-of-commands.js';

export interface StartFlags {
  readonly reset?: boolean;
  readonly yes?: boolean;
  readonly only?: Process;
}

/** Starts everything and stays until a signal asks for the end. */
export async function start(flags: StartFlags, loadProduct: ProductLoader): Promise<void> {
  const signal = stopSignal();
  const say = (line: string) => console.log(line);
  if (flags.reset) await reset(flags.yes ?? false);
  const processes = flags.only ? [flags.only] : PROCESSES;
  const settings = readSettings(processes);
  try {
    const stack = await startStack({ settings, loadProduct, processes, startOver: flags.reset, say, signal });
    say(banner(stack));
    await untilStopped(signal);
    say('Stopping …');
    await stack.stop();
    say('Stopped.');
  } catch (error) {
    if (!(error instanceof StartAborted)) throw error;
    say('Stopped.');
  }
}

async function reset(isConfirmed: boolean): Promise<void> {
  const settings = readSettings(['owner']);
  // Refused before anything is deleted, be it only the mail.
  if (!settings.database.embedded) await resetDatabase(settings, isConfirmed);
  resetDataDir(settings.dataDir);
}
