/** What one request may ask of the server. Every refusal comes before anything is executed. */
export const LIMITS = {
  /** Lexical tokens in a document. */
  tokens: 1_000,
  /** Fields inside fields; introspection by a token is exempt. */
  depth: 8,
  /** Of texts and numbers at the root, which cost nothing; any other alias of one costs as an object does. */
  aliases: 15,
  directives: 10,
  /** Objects that the answer may hold; see operation-shape.ts. */
  cost: 5_000,
  /** Objects beyond which a request is dear: alone among its caller's, in slices, and giving way to light ones of others. */
  dear: 500,
  /** What a request costs its caller beside the objects it asks for, as if it were so many; see request-budget.ts. */
  requestCost: 10,
  /** What a file that is sent costs, likewise: it is looked at in a process of its own. */
  uploadCost: 100,
  /** What the schema costs, likewise. */
  introspectionCost: 500,
  /** Mistakes told at once. */
  validationErrors: 5,
  /** Root fields of one operation. */
  rootFields: 20,
} as const;
