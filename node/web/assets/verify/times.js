// Dates and times as credentials write them (RFC 3339, with a zone), as milliseconds since 1970.
const form = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i;

/** Nothing where it is none. */
export function parseTime(text) {
  const parts = typeof text === 'string' ? form.exec(text) : null;
  if(!parts) return undefined;
  const [year, month, day] = parts.slice(1, 4).map(Number);
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if(month < 1 || month > 12 || day < 1 || day > days) return undefined;
  const time = Date.parse(text.toUpperCase());
  return Number.isNaN(time) ? undefined : time;
}
