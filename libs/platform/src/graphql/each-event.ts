/**
 * Answers each event of a source. Ends with it, or when an answer is undefined. Unlike an async generator it can be told
 * to stop while it waits, so that a subscriber who leaves is forgotten at once.
 */
export function eachEvent<Event, Answer>(
  source: AsyncIterable<Event>,
  answer: (event: Event) => Promise<Answer | undefined>,
): AsyncIterableIterator<Answer> {
  const events = source[Symbol.asyncIterator]();
  const end = async (): Promise<IteratorResult<Answer>> => {
    await events.return?.();
    return { value: undefined, done: true };
  };
  return {
    async next() {
      const event = await events.next();
      if (event.done === true) return { value: undefined, done: true };
      const value = await answer(event.value);
      return value === undefined ? end() : { value, done: false };
    },
    return: end,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
