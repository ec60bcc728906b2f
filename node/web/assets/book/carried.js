// The settings that a backup has: those that are about their owner, and not about this device.
import {base64url, sha256, utf8} from './bytes.js';

const digestOf = async text => base64url(await sha256(utf8(text)));

/** What was said of skills names badges by where they lie here; in a backup by the digest of their text. */
async function skillsWith(answers, nameOf) {
  const claims = {};
  for(const [key, claim] of Object.entries(answers.claims ?? {})) {
    const badge = await nameOf(claim?.badge);
    if(badge) claims[key] = {...claim, badge};
  }
  return {...answers, claims};
}

/** `{[name]: value}`, without those that are not set. `badges`: `[{id, text}]`. */
export async function settingsOf(store, badges) {
  const answers = await store.setting('skills');
  if(!answers) return {};
  const texts = new Map(badges.map(({id, text}) => [id, text]));
  return {skills: await skillsWith(answers, async id => texts.has(id) ? digestOf(texts.get(id)) : null)};
}

/** What is set here already is kept as it is. */
export async function mergeSettings(store, badges, {skills}) {
  const isGood = typeof skills === 'object' && skills !== null && !Array.isArray(skills) && typeof (skills.claims ?? {}) === 'object';
  if(!isGood || await store.setting('skills')) return;
  const ids = new Map(await Promise.all(badges.map(async ({id, text}) => [await digestOf(text), id])));
  await store.set('skills', await skillsWith(skills, async digest => ids.get(digest) ?? null));
}
