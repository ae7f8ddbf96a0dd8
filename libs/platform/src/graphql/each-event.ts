/**
 * Answers each event of a source. Ends with it, or when an answer is undefined. Unlike an async generator it can be told
 * to stop while it waits, so that a subscriber who leaves is forgotten at once.
 * @param ended hears once that it is over, however it ends.
 */
export function eachEvent<Event, Answer>(
  source: AsyncIterable<Event>,
  answer: (event: Event) => Promise<Answer | undefined>,
  ended: () => void = () => undefined,
): AsyncIterableIterator<Answer> {
  const events = source[Symbol.asyncIterator]();
  const end = async (): Promise<IteratorResult<Answer>> => {
    ended();
    await events.return?.();
    return { value: undefined, done: true };
  };
  return {
    async next() {
      const event = await events.next();
      if (event.done === true) {
        ended();
        return { value: undefined, done: true };
      }
      const value = await answer(event.value);
      return value === undefined ? end() : { value, done: false };
    },
    return: end,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
