/** What the terminal can show: its width, and colour only where somebody looks at it. */
import { styleText } from 'node:util';

const NARROWEST = 40;
const WIDEST = 100;

export interface Terminal {
  /** Columns for running text. */
  width: number;
  /** Columns for tables, which may use the whole line. */
  columns: number;
  bold(text: string): string;
  dim(text: string): string;
  warn(text: string): string;
}

/** The terminal behind a stream. Output into a pipe is plain; NO_COLOR and FORCE_COLOR are obeyed (no-color.org). */
export function terminalOf(stream: NodeJS.WriteStream): Terminal {
  const columns = Math.max(NARROWEST, stream.columns ?? WIDEST);
  const style = (format: Parameters<typeof styleText>[0]) => (text: string) => styleText(format, text, { stream, validateStream: true });
  return { width: Math.min(columns, WIDEST), columns, bold: style('bold'), dim: style('dim'), warn: style('yellow') };
}
