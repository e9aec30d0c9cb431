import type { CallAnswer, CallName, CallParsed } from '../../../shared/protocol/console-api/calls.ts';

/** An answer that is serialised already, because it is large and always the same. */
export class Serialised<Value> {
  readonly json: string;
  /** In the type only. */
  declare readonly value?: Value;

  constructor(json: string) {
    this.json = json;
  }
}

type Answered<N extends CallName> = CallAnswer<N> | Serialised<CallAnswer<N>>;

/** What answers each call of the console API. A thrown or rejected `ProblemError` is the refusal that the window gets. */
export type CallHandlers = {
  readonly [N in CallName]: (args: CallParsed<N>) => Answered<N> | Promise<Answered<N>>;
};
