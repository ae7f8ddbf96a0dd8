/** A command cannot do what it was asked. The message is one line for the person at the terminal, shown without a stack. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
