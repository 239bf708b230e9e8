/** The text of `.env.example`: every variable that there is, with one line on each. */
import type { z } from 'zod';
import { variables } from './configuration.ts';
import { loadSurfaces } from './surfaces.ts';

const HEAD = `# Copy this file to .env, or set the variables as your machine does; "npm start" reads .env.
# Without a variable of Slack or Discord, "npm start" is a conversation in the terminal.
`;

/** What `.env.example` must hold. */
export async function environmentExample(): Promise<string> {
  const surfaces = await loadSurfaces();
  const parts: [string, z.ZodObject][] = [
    ['LexSEA', variables],
    ...surfaces.map(({ name, variables: own }): [string, z.ZodObject] => [`${name} (docs/${name}.md)`, own]),
  ];
  return [HEAD, ...parts.map(([title, shape]) => `\n# ${title}\n${linesOf(shape)}`)].join('');
}

function linesOf(shape: z.ZodObject): string {
  return Object.entries(shape.shape)
    .map(([name, variable]) => `# ${(variable as z.ZodType).description ?? ''}\n#${name}=\n`)
    .join('');
}
