/** Dates as people write them. */

/** `2018-03-28` as `28 March 2018`; a partial date stays as far as it goes. */
export function longDate(date: string): string {
  const [year, month, day] = date.split('-');
  if (!month) return date;
  const options: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'long', timeZone: 'UTC', ...(day ? { day: 'numeric' } : {}) };
  return new Intl.DateTimeFormat('en-GB', options).format(new Date(`${year}-${month}-${day ?? '01'}T00:00:00Z`));
}
