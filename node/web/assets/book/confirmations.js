// The confirmations that came in, in the book's own store: a list for each badge. A backup has them with the badge.
import {base64url, sha256, utf8} from './bytes.js';

const perBadgeMax = 50;

const nameOf = async ({text}) => `confirmed-${base64url((await sha256(utf8(text))).subarray(0, 12))}`;

export async function confirmationsOf(store, badge) {
  return await store.setting(await nameOf(badge)) ?? [];
}

/** One of each person: who says it again, says it instead. */
export async function keepConfirmation(store, badge, confirmation) {
  const others = (await confirmationsOf(store, badge)).filter(one => one.issuer.id !== confirmation.issuer.id);
  const all = [confirmation, ...others].slice(0, perBadgeMax);
  await store.set(await nameOf(badge), all);
  return all;
}

const isText = value => typeof value === 'string';

/** Whether it can be shown as one; whether it is true was looked at when it came in. */
export const isConfirmation = one => isText(one?.id) && isText(one.issuer?.id) && isText(one.credentialSubject?.endorsementComment) &&
  !Number.isNaN(Date.parse(one.validFrom)) && ['undefined', 'string'].includes(typeof one.issuer.name);

/** Of a backup, beside those that are here: what is here already is kept as it is. */
export async function mergeConfirmations(store, badge, confirmations) {
  const here = await confirmationsOf(store, badge);
  const isNew = one => isConfirmation(one) && !here.some(other => other.issuer.id === one.issuer.id);
  const all = [...here, ...confirmations.filter(isNew)].slice(0, perBadgeMax);
  if(all.length > here.length) await store.set(await nameOf(badge), all);
}
