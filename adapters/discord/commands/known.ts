/** Names that a user typed: what is not known is told to the user, with the nearest that is. */
import { UnknownNameError } from '../../../src/question/parameters.ts';
import { Refusal } from '../reply.ts';

/** The name that is looked up. @throws Refusal in place of UnknownNameError */
export function known<Value>(look: () => Value): Value {
  try {
    return look();
  } catch (error) {
    // What the message says of other commands is for a terminal.
    if (error instanceof UnknownNameError) throw new Refusal(error.message.replace(/ \("lexsea [^)]*\)$/, ''));
    throw error;
  }
}
