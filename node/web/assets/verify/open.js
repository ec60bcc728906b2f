// What a file holds: the credential, and how it is secured. Nothing in it is believed yet.
import {isPng, isSvg, unbake} from './bake.js';
import {textOf, utf8} from '../bytes.js';
import {Found} from './findings.js';
import {each, isObject, parse} from './json.js';
import {openJwt} from './jose.js';
import {limits} from './limits.js';

const v2 = 'https://www.w3.org/ns/credentials/v2';

function openEnvelope({id, '@context': context}) {
  const [, type, content] = /^data:application\/([^,]+),(.*)$/s.exec(typeof id === 'string' ? id : '') ?? [];
  if(!['vc+jwt', 'jwt'].includes(type)) throw new Found(type ? 'unsupported_format' : 'malformed');
  if(each(context)[0] !== v2) throw new Found('malformed');
  return openJwt(content);
}

function openObject(value) {
  if(!isObject(value)) throw new Found('not_a_credential');
  // A survival kit is looked into for its badge; what else came along is evidence for the node.
  if(value.type === 'SurvivalKit') return openValue(value.badge);
  const types = each(value.type);
  if(types.includes('EnvelopedVerifiableCredential')) return openEnvelope(value);
  if(types.includes('VerifiablePresentation') || types.includes('EnvelopedVerifiablePresentation')) {
    throw new Found('not_a_credential');
  }
  if(value.protected && value.payload && value.signature) throw new Found('unsupported_format');
  // Open Badges 1 and 2 stand on what is published, and nobody is asked here.
  if(typeof value.verify === 'object' || typeof value.verification === 'object') throw new Found('unsupported_version');
  return {credential: value};
}

const openValue = value => typeof value === 'string' ? openCompact(value.trim()) : openObject(value);

function openCompact(text) {
  if(text.includes('~')) throw new Found('unsupported_format');
  if(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/.test(text)) return openJwt(text);
  throw new Found('not_a_credential');
}

/** {credential, jws} of a text that is a badge, or holds one. */
function openText(text) {
  const trimmed = text.trim();
  if(trimmed.length > limits.text) throw new Found('not_a_credential');
  if(!trimmed.startsWith('{')) return openCompact(trimmed);
  let value;
  try {
    value = parse(trimmed);
  } catch{
    throw new Found('not_a_credential');
  }
  return openObject(value);
}

/**
 * {credential, jws}: the credential as it was signed, and the JWS where that is what signed it. Throws what there is
 * to find of a file that is no badge, or none that can be checked here.
 */
export async function open({text, bytes}) {
  const whole = bytes ?? utf8(text);
  if(whole.length > limits.image) throw new Found('not_a_credential');
  if(isPng(whole)) return openText(await unbake(whole));
  let read;
  try {
    read = text ?? textOf(whole);
  } catch{
    throw new Found(whole[0] === 0xd2 ? 'unsupported_format' : 'not_a_credential');
  }
  return openText(isSvg(read) ? await unbake(whole) : read);
}
