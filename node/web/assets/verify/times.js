// Dates and times as credentials write them (XML Schema dateTimeStamp, years 0000 to 9999), as milliseconds since
// 1970. What this and crypto/base/time.cpp read is the same to the letter.
const form = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:Z|([+-])(\d\d):(\d\d))$/i;

/** Date.UTC takes the years 0 to 99 for those of the last century. */
function midnight(year, month, day) {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : undefined;
}

/** Nothing where it is none. The end of a day, 24:00:00, is the first moment of the next. */
export function parseTime(text) {
  const parts = typeof text === 'string' ? form.exec(text) : null;
  if(!parts) return undefined;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number);
  const [fraction = '', sign, zoneHour = '0', zoneMinute = '0'] = parts.slice(7);
  const isEnd = hour === 24 && minute === 0 && second === 0 && !/[1-9]/.test(fraction);
  if((hour > 23 && !isEnd) || minute > 59 || second > 59) return undefined;
  const zone = Number(zoneHour) * 60 + Number(zoneMinute);
  if(Number(zoneMinute) > 59 || zone > 14 * 60) return undefined;
  const date = midnight(year, month, day);
  if(month < 1 || date === undefined) return undefined;
  const ms = Number(fraction.padEnd(3, '0').slice(0, 3));
  return date + ((hour * 60 + minute - (sign === '-' ? -zone : zone)) * 60 + second) * 1000 + ms;
}
