/** Discord's components as plain data, and how large they are. */
import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  type APIContainerComponent,
  type APIMessageTopLevelComponent,
  type APISeparatorComponent,
  type APITextDisplayComponent,
  ComponentType,
  SeparatorSpacingSize,
} from 'discord.js';

/** The components of one message. */
export type Components = APIMessageTopLevelComponent[];
export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** Colours of the bar beside an answer. */
export const COLOURS = {
  answer: 0x2f6f9f,
  comparison: 0x5a4fa2,
  correction: 0xc27c0e,
  clarification: 0x7a7f87,
  'no-answer': 0x7a7f87,
} as const;

export function textOf(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content };
}

export function divider(): APISeparatorComponent {
  return { type: ComponentType.Separator, divider: true, spacing: SeparatorSpacingSize.Small };
}

export function container(colour: number, components: APIContainerComponent['components']): APIContainerComponent {
  return { type: ComponentType.Container, accent_color: colour, components };
}

export function row(components: APIComponentInMessageActionRow[]): Row {
  return { type: ComponentType.ActionRow, components };
}

/** A small message of ours: one text, nothing else. */
export function note(text: string): Components {
  return [textOf(text)];
}

/** All text of a message, one display a line, in reading order. */
export function textsIn(components: readonly unknown[]): string[] {
  return components.flatMap((component) => {
    if (typeof component !== 'object' || component === null) return [];
    const { content, components: inner, type } = component as { content?: unknown; components?: unknown; type?: unknown };
    if (type === ComponentType.TextDisplay && typeof content === 'string') return [content];
    return Array.isArray(inner) ? textsIn(inner) : [];
  });
}
