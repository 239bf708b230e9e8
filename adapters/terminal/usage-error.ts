/** What the user asked for cannot be done as written; the message says what to write instead. Exit status 2. */
export class UsageError extends Error {}
