/** One line of a lifecycle: in any of `from`, `action` leads to `to`. */
export interface Transition<State extends string, Action extends string> {
  readonly action: Action;
  readonly from: readonly State[];
  readonly to: State;
}

/** A lifecycle as a table: the only place that knows which action is legal in which state. */
export interface Lifecycle<State extends string, Action extends string> {
  readonly states: readonly State[];
  readonly transitions: readonly Transition<State, Action>[];
  /** The state after the action, or undefined where the action is not legal. */
  next(state: State, action: Action): State | undefined;
  /** The actions that are legal in a state, in the order of the table. */
  actionsIn(state: State): readonly Action[];
}

/**
 * Checks and freezes a lifecycle. Throws at boot when a transition names an unknown state, when two transitions
 * compete for one (state, action), or when a state cannot be reached from `initial`.
 */
export function defineLifecycle<State extends string, Action extends string>(table: {
  readonly states: readonly State[];
  readonly initial: State;
  readonly transitions: readonly Transition<State, Action>[];
}): Lifecycle<State, Action> {
  const known = new Set<string>(table.states);
  const byState = new Map<State, Map<Action, State>>(table.states.map((s) => [s, new Map()]));
  for (const { action, from, to } of table.transitions) {
    for (const state of [...from, to]) {
      if (!known.has(state)) throw new Error(`Lifecycle: ${action} names the unknown state ${state}`);
    }
    for (const state of from) {
      const actions = byState.get(state);
      if (actions?.has(action)) throw new Error(`Lifecycle: two transitions for ${action} in ${state}`);
      actions?.set(action, to);
    }
  }
  const reached = new Set<State>([table.initial]);
  for (const state of reached) for (const to of byState.get(state)?.values() ?? []) reached.add(to);
  const lost = table.states.filter((s) => !reached.has(s));
  if (lost.length > 0) throw new Error(`Lifecycle: unreachable states ${lost.join(', ')}`);
  const actions = new Map(table.states.map((s) => [s, [...(byState.get(s)?.keys() ?? [])]]));
  return Object.freeze({
    states: table.states,
    transitions: table.transitions,
    next: (state: State, action: Action) => byState.get(state)?.get(action),
    actionsIn: (state: State) => actions.get(state) ?? [],
  });
}
