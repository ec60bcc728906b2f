// The confirmations that came in, in the book's own store: a list for each badge.
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
