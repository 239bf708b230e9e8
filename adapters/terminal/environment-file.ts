/** The file `.env` of the folder in which a command is run. */
import { loadEnvFile } from 'node:process';

/** Adds the variables of `.env` to those of the process; what is set already stays. @throws Error with one line if the file cannot be read. */
export function readEnvironmentFile(): void {
  try {
    loadEnvFile('.env');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') throw new Error(`.env cannot be read: ${message}`);
  }
}
