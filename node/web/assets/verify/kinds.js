// The types of a credential, as they are written and as its contexts expand them (OpenID4VP 1.0 B.1.1). JSON-LD is
// large, so this is fetched only where somebody asks for badges by their types.
import jsonld from 'jsonld';
import {each} from './json.js';
import {documentLoader} from './rdf.js';

/** Those that are written alone, where a context is not one of the program's own. */
export async function kindsOf({'@context': context, type}) {
  const written = each(type).filter(one => typeof one === 'string');
  try {
    const expanded = await jsonld.expand({'@context': context, type}, {documentLoader, safe: false});
    return [...written, ...expanded.flatMap(one => each(one['@type']))];
  } catch{
    return written;
  }
}
