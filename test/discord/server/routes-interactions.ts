/** REST routes that answer interactions: the callback, `@original` and followups. */
import { choicesErrors } from './command-form.ts';
import { modalErrors } from './components-form.ts';
import { type FormError, type Json, wrong } from './form.ts';
import { ApiError, type Call, invalidForm, type Route } from './http.ts';
import type { Message } from './message.ts';
import { FLAG } from './message-form.ts';
import { check, edit, post, remove } from './posting.ts';
import type { Interaction, State } from './state.ts';

const TYPE = { reply: 4, defer: 5, deferUpdate: 6, update: 7, autocomplete: 8, modal: 9 } as const;
/** Which responses an interaction of a type may get. */
const ALLOWED: Record<number, readonly number[]> = {
  2: [TYPE.reply, TYPE.defer, TYPE.modal],
  3: [TYPE.reply, TYPE.defer, TYPE.deferUpdate, TYPE.update, TYPE.modal],
  4: [TYPE.autocomplete],
  5: [TYPE.reply, TYPE.defer, TYPE.deferUpdate, TYPE.update],
};

const from = ({ id, type, user, command }: Interaction) => ({ id, type, user, ...(command ? { command } : {}) });

/** Who alone sees a response with these flags. */
function audience(interaction: Interaction, flags: unknown) {
  return interaction.forcedEphemeral || Number(flags ?? 0) & FLAG.ephemeral ? interaction.user : undefined;
}

function prefixed(errors: readonly FormError[]): FormError[] {
  return errors.map((error) => ({ ...error, path: ['data', ...error.path] }));
}

function checkResponse(body: Json, call: Call): void {
  try {
    check(body, { how: 'create', interaction: true, files: call.files });
  } catch (error) {
    throw error instanceof ApiError && error.form.length > 0 ? invalidForm(prefixed(error.form)) : error;
  }
}

function reply(state: State, interaction: Interaction, body: Json, call: Call, via: 'callback' | 'followup'): Message {
  const onlyFor = audience(interaction, body.flags);
  const flagged = onlyFor ? { ...body, flags: Number(body.flags ?? 0) | FLAG.ephemeral } : body;
  return post(state, { channel: interaction.channel, body: flagged, files: call.files, via, interaction: from(interaction), onlyFor });
}

function callback(call: Call, state: State): unknown {
  const interaction = state.interactions.get(call.params.interaction ?? '');
  const body = (call.body ?? {}) as Json;
  const type = Number(body.type);
  const after = interaction ? performance.now() - interaction.at : 0;
  if (!interaction || interaction.token !== call.params.token || (!interaction.callback && after > state.options.firstResponse)) {
    if (interaction) state.violate(`${interaction.what}: answered after ${Math.round(after)} ms, when Discord knows it no more`);
    throw new ApiError(404, 10062, 'Unknown interaction');
  }
  if (interaction.callback) {
    if (!state.lost.has(interaction.token))
      state.violate(`${interaction.what}: answered twice (callback types ${interaction.callback.type} and ${type})`);
    throw new ApiError(400, 40060, 'Interaction has already been acknowledged.');
  }
  const data = (body.data ?? {}) as Json;
  if (!ALLOWED[interaction.type]?.includes(type) || ((type === TYPE.update || type === TYPE.deferUpdate) && !interaction.source))
    throw invalidForm([
      wrong(['type'], 'INTERACTION_TYPE_MISMATCH', `An interaction of type ${interaction.type} cannot get a response of type ${type}.`),
    ]);
  if (type === TYPE.reply) checkResponse(data, call);
  if (type === TYPE.defer && Number(data.flags ?? 0) & ~FLAG.ephemeral)
    throw invalidForm([wrong(['data', 'flags'], 'MESSAGE_FLAGS_INVALID', 'Only EPHEMERAL can be set when deferring.')]);
  const formErrors = type === TYPE.autocomplete ? choicesErrors(data) : type === TYPE.modal ? modalErrors(data) : [];
  if (formErrors.length > 0) throw invalidForm(prefixed(formErrors));
  if (type === TYPE.update && interaction.source)
    edit(state, interaction.source, data, call.files, { interaction: interaction.id, via: 'callback' });
  clearTimeout(interaction.timer);
  if (type === TYPE.reply) interaction.original = reply(state, interaction, data, call, 'callback');
  else if (type === TYPE.defer) {
    interaction.pending = true;
    interaction.original = waiting(state, interaction, data);
  } else if ((type === TYPE.update || type === TYPE.deferUpdate) && interaction.source) {
    interaction.pending = type === TYPE.deferUpdate;
    interaction.original = interaction.source;
  }
  interaction.callback = { type, after, data };
  state.ledger.add('callback', {
    interaction: interaction.id,
    channel: interaction.channel,
    data: { type, what: interaction.what, after: Math.round(after) },
  });
  if (call.query.get('with_response') !== 'true') return undefined;
  const { original } = interaction;
  return {
    interaction: {
      id: interaction.id,
      type: interaction.type,
      ...(original
        ? {
            response_message_id: original.id,
            response_message_loading: interaction.pending,
            response_message_ephemeral: original.ephemeral,
          }
        : {}),
    },
    ...(original ? { resource: { type, message: original.wire() } } : {}),
  };
}

/** "LexSEA is thinking…" */
function waiting(state: State, interaction: Interaction, data: Json): Message {
  const onlyFor = audience(interaction, data.flags);
  return post(state, {
    channel: interaction.channel,
    body: { flags: FLAG.loading | (onlyFor ? FLAG.ephemeral : 0) },
    files: [],
    via: 'callback',
    interaction: from(interaction),
    onlyFor,
  });
}

/** The interaction of a webhook call. Throws 10015 and 50027. */
function webhookOf({ params }: Call, state: State): Interaction {
  if (params.application !== state.applicationId) throw new ApiError(404, 10015, 'Unknown Webhook');
  const interaction = [...state.interactions.values()].find(({ token }) => token === params.token);
  if (!interaction?.callback) throw new ApiError(404, 10015, 'Unknown Webhook');
  if (interaction.expired) throw new ApiError(401, 50027, 'Invalid Webhook Token');
  return interaction;
}

function webhookMessage(call: Call, state: State): { interaction: Interaction; message: Message } {
  const interaction = webhookOf(call, state);
  const { message: id } = call.params;
  const message =
    id === '@original' ? interaction.original : [interaction.original, ...interaction.followups].find((each) => each?.id === id);
  if (!message || message.deleted) throw new ApiError(404, 10008, 'Unknown Message');
  return { interaction, message };
}

function fillOriginal(state: State, interaction: Interaction, message: Message, call: Call): Json {
  edit(state, message, (call.body ?? {}) as Json, call.files, { interaction: interaction.id, via: 'original' });
  if (message === interaction.original) interaction.pending = false;
  state.ledger.stir();
  return message.wire();
}

function followup(call: Call, state: State): Json {
  const interaction = webhookOf(call, state);
  const body = (call.body ?? {}) as Json;
  // The first followup of a deferred response takes its place (interactions/receiving-and-responding#followup-messages).
  if (interaction.pending && interaction.callback?.type === TYPE.defer && interaction.original) {
    return fillOriginal(state, interaction, interaction.original, {
      ...call,
      body: { ...body, flags: Number(body.flags ?? 0) & ~FLAG.ephemeral },
    });
  }
  check(body, { how: 'create', interaction: true, files: call.files });
  const message = reply(state, interaction, body, call, 'followup');
  interaction.pending = false;
  interaction.followups.push(message);
  state.ledger.stir();
  return message.wire();
}

export const interactionRoutes: Route[] = [
  { route: 'POST /interactions/:interaction/:token/callback', open: true, run: callback },
  { route: 'POST /webhooks/:application/:token', open: true, run: followup },
  {
    route: 'GET /webhooks/:application/:token/messages/:message',
    open: true,
    run: (call, state) => webhookMessage(call, state).message.wire(),
  },
  {
    route: 'PATCH /webhooks/:application/:token/messages/:message',
    open: true,
    run: (call, state) => {
      const { interaction, message } = webhookMessage(call, state);
      return fillOriginal(state, interaction, message, call);
    },
  },
  {
    route: 'DELETE /webhooks/:application/:token/messages/:message',
    open: true,
    run: (call, state) => {
      const { interaction, message } = webhookMessage(call, state);
      if (message === interaction.original) interaction.pending = false;
      remove(state, message);
    },
  },
];
