// JSON-LD as statements in their one order (RDFC-1.0). It is large, so it is fetched only for a badge that
// needs it. A context that is not one of the program's own is never fetched.
import jsonld from 'jsonld';
import {canonize as canonizeStatements} from 'rdf-canonize';
import {Found} from './findings.js';
import {isObject} from './json.js';
import {limits} from './limits.js';
import contexts from './contexts_made.js';

export function documentLoader(url) {
  if(!Object.hasOwn(contexts, url)) throw new Found('unknown_context', {url});
  return {contextUrl: null, documentUrl: url, document: contexts[url]};
}

function depthOf(value) {
  if(typeof value !== 'object' || value === null) return 0;
  return 1 + Object.values(value).reduce((most, one) => Math.max(most, depthOf(one)), 0);
}

/** What a library threw: its own words are lost in it, and ours may be inside. */
function foundIn(error) {
  for(let one = error, i = 0; one && i < 8; one = one.details?.cause ?? one.cause, ++i) {
    if(one instanceof Found) return one;
    const isTooMuch = /maximum|deep|abort|limit/i.test(`${one.name} ${one.message}`) || one instanceof RangeError;
    if(isTooMuch) return new Found('too_complex');
  }
  return new Found('not_covered');
}

/** The canonical N-Quads. Throws badge.unknown_context, badge.too_complex or badge.not_covered. */
export async function canonize(document) {
  const text = JSON.stringify(document);
  if(!isObject(document) || text.length > limits.linkedText || depthOf(document) > limits.linkedDepth) {
    throw new Found('too_complex');
  }
  try {
    const statements = await jsonld.toRDF(document, {documentLoader, safe: true, rdfDirection: 'i18n-datatype'});
    if(statements.length > limits.statements) throw new Found('too_complex');
    // Graphs that are made to take for ever end after as many steps as they have nodes without a name.
    return await canonizeStatements(statements, {algorithm: 'RDFC-1.0', maxWorkFactor: 1,
      signal: AbortSignal.timeout(limits.canonizeMs)});
  } catch(error) {
    throw error instanceof Found ? error : foundIn(error);
  }
}
