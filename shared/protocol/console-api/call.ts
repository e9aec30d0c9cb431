import type * as z from 'zod';

declare const answerType: unique symbol;

/** A call: what it takes, and (in the type only) what it answers. Refusals come back as a `Problem`. */
export interface Call<Args extends z.ZodType, Answer> {
  readonly args: Args;
  readonly [answerType]?: Answer;
}

export function call<Answer>() {
  return <Args extends z.ZodType>(args: Args): Call<Args, Answer> => ({ args });
}
