/**
 * Answers each event of a source. Ends with it, or when an answer is undefined. Unlike an async generator it can be told
 * to stop while it waits, so that a subscriber who leaves is forgotten at once.
 * @param failed words what the source, or an answer, throws: it is the last that the subscriber hears.
 * @param ended hears once that it is over, however it ends.
 */
export function eachEvent<Event, Answer>(
  source: AsyncIterable<Event>,
  answer: (event: Event) => Promise<Answer | undefined>,
  failed: (error: unknown) => Answer,
  ended: () => void = () => undefined,
): AsyncIterableIterator<Answer> {
  const events = source[Symbol.asyncIterator]();
  let isOver = false;
  const over: IteratorResult<Answer> = { value: undefined, done: true };
  const end = async (): Promise<IteratorResult<Answer>> => {
    if (!isOver) ended();
    isOver = true;
    await events.return?.();
    return over;
  };
  return {
    async next() {
      if (isOver) return over;
      try {
        const event = await events.next();
        const value = event.done === true ? undefined : await answer(event.value);
        return value === undefined ? await end() : { value, done: false };
      } catch (error) {
        if (!isOver) ended();
        isOver = true;
        return { value: failed(error), done: false };
      }
    },
    async return() {
      // Whoever leaves is not told that the source could not be closed; the log is.
      return end().catch((error: unknown) => {
        failed(error);
        return over;
      });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
