// Makes the C++ of the catalogue:  node make.mjs FOLDER
//
// FOLDER gets names.hpp, what the texts are called, and texts.cpp, the texts. A text that one language
// lacks, has too many or fills in with what English does not have stops the build.
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

// In the order of the enumeration in node/words/language.hpp, which is that of menus.
const order = ['nl', 'en', 'ar', 'uk', 'ti', 'fa', 'tr', 'so'];

const here = dirname(fileURLToPath(import.meta.url));
const folder = resolve(process.argv[2]);
const languages = order.map(name => JSON.parse(readFileSync(join(here, `${name}.json`), 'utf8')));
// The others follow it.
const english = languages[order.indexOf('en')].texts;
const names = Object.keys(english).sort();

function placeholders(text) {
  return new Set([...text.matchAll(/\{([a-z_]+)\}/g)].map(found => found[1]));
}

function check(wanted, {language, direction, drafted_by, texts}) {
  const faults = [];
  if(language !== wanted) faults.push(`it says that it is ${language}`);
  if(!['ltr', 'rtl'].includes(direction)) faults.push('direction is ltr or rtl');
  if(!['people', 'machine'].includes(drafted_by)) faults.push('drafted_by is people or machine');
  for(const name of names) {
    if(typeof texts[name] !== 'string' || texts[name] === '') faults.push(`${name} is missing`);
    const known = placeholders(english[name]);
    for(const word of placeholders(texts[name] ?? '')) {
      if(!known.has(word)) faults.push(`${name} fills in {${word}}, which English does not have`);
    }
  }
  for(const name of Object.keys(texts)) {
    if(!names.includes(name)) faults.push(`${name} is not in English`);
  }
  if(faults.length) throw new Error(`spec/messages/${wanted}.json: ${faults.join('; ')}`);
}

const quoted = text => `R"text(${text})text"`;
const array = (name, texts) =>
  `constexpr std::array<std::string_view, ${texts.length}> ${name}{\n${texts.map(quoted).join(',\n')}};\n`;

languages.forEach((language, index) => check(order[index], language));
mkdirSync(folder, {recursive: true});
writeFileSync(join(folder, 'names.hpp'), `#pragma once
#include <array>
#include <string_view>
namespace waarmerk::node::words {
inline ${array('all_names', names)}}
`);
const tables = languages.map(({language, texts}) => array(`texts_${language}`, names.map(name => texts[name])));
const rows = languages.map(({language, name, direction, drafted_by}) =>
  `{${quoted(language)}, ${quoted(name)}, ${direction === 'rtl'}, ${drafted_by === 'machine'}, texts_${language}}`);
writeFileSync(join(folder, 'texts.cpp'), `#include "node/words/catalogue.hpp"
#include <array>
namespace waarmerk::node::words {
namespace {
${tables.join('')}constexpr std::array<Edition, ${rows.length}> all{{\n${rows.join(',\n')}}};
}
std::span<const Edition> editions() { return all; }
}
`);
