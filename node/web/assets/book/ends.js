// Until when a link holds: the ways to say it, as milliseconds.
const day = 86_400_000;
export const spans = {day, week: 7 * day, month: 30 * day};
export const spanMax = 366 * day;

/** `span` is one of the names above, or `date` with a day as an <input type="date"> has it: to its end. */
export function endOf(span, date, now) {
  if(span in spans) return now + spans[span];
  const end = new Date(`${date}T23:59:59`).getTime();
  return end > now && end <= now + spanMax ? end : null;
}
