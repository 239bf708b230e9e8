/** A message that one person saw, as everybody may see it: its own components, without what is for that person alone. */
import { type APIMessageTopLevelComponent, ComponentType } from 'discord.js';
import { customIdOf } from '../custom-ids.ts';
import { say } from '../words.ts';
import { type Components, textOf } from './components.ts';
import { escaped } from './escape.ts';
import { cut } from './limits.ts';

/** Longest name that is shown; Discord allows 32 characters. */
const LONGEST_NAME = 40;

/** The components of a message of ours, to be posted for all to see, with who shared it. */
export function sharedOf(components: readonly APIMessageTopLevelComponent[], name: string, locale: string): Components {
  const share = customIdOf({ verb: 'share' });
  const kept = components.flatMap((component): APIMessageTopLevelComponent[] => {
    if (component.type !== ComponentType.ActionRow) return [component];
    const rest = component.components.filter((each) => !('custom_id' in each) || each.custom_id !== share);
    return rest.length > 0 ? [{ ...component, components: rest }] : [];
  });
  return [textOf(`-# ${say(locale, 'shared', { name: escaped(cut(name, LONGEST_NAME)) })}`), ...withoutIds(kept)];
}

/** Discord numbers the components of a message; numbers of another message mean nothing here. */
function withoutIds<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(withoutIds) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const isComponent = 'type' in value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !(isComponent && name === 'id'))
      .map(([name, inner]) => [name, withoutIds(inner)]),
  ) as Value;
}
