/** What one request may ask of the server. Every refusal comes before anything is executed. */
export const LIMITS = {
  /** Lexical tokens in a document. */
  tokens: 1_000,
  /** Fields inside fields; introspection by a token is exempt. */
  depth: 8,
  aliases: 15,
  directives: 10,
  /** Objects that the answer may hold; see operation-shape.ts. */
  cost: 5_000,
  /** Mistakes told at once. */
  validationErrors: 5,
  /** Root fields of one operation. */
  rootFields: 20,
} as const;
