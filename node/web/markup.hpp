// Markup: texts of the catalogue as HTML, and the signs that stand beside words.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "node/credential/finding.hpp"
#include "node/credential/verdict.hpp"
#include "node/words/catalogue.hpp"
#include "node/words/sentence.hpp"

namespace waarmerk::node::web {

using words::Language;
using words::Languages;

/// Escaped, and a word that does not end is given places to break: it would cost a browser the
/// square of its length to find them, which is minutes for a hostile badge.
std::string breakable(std::string_view text);

/// Without the marks that change the direction of what stands behind them.
std::string without_marks(std::string_view text);

/// `<bdi>` around it, without such marks: a name that is written from right to left turns nothing
/// around, and one that says it ends the `<bdi>` does not.
std::string bdi(std::string_view text);

/// A text of the catalogue; each fact that is a text is escaped and stands in a `<bdi>`.
std::string html_of(Language language, words::Key key, std::vector<words::Fact> facts = {});

std::string html_of(const Languages& languages, words::Key key,
                    std::vector<words::Fact> facts = {});

/// The text of a check's sentence as a visitor of a page reads it: whom the node believes is not
/// whom they believe. Its facts are to be filled in.
std::string_view sentence_for(Language language, const credential::Check& check);

/// The sentence of a check.
std::string sentence_html(Language language, const credential::Check& check);
std::string sentence_html(const Languages& languages, const credential::Check& check);

/// What `say` makes of the one language; of two, both beside each other, each said to be what it
/// is.
std::string in_each(const Languages& languages, const std::function<std::string(Language)>& say);

/// A text of the catalogue for an attribute, where nothing but text may stand and so one language.
std::string attribute_of(Language language, words::Key key,
                         const std::vector<words::Fact>& facts = {});

/// `passed`, `warning`, `failed`, `unchecked`: the class that colours a sign and its word.
std::string_view class_of(credential::CheckState state);
credential::CheckState state_of(credential::Outcome outcome);
words::Key word_of(credential::CheckState state);

/// A sign for a state: each has its own shape, so that it is told apart without its colour. Whoever
/// listens hears the word beside it instead.
std::string sign_of(credential::CheckState state);

}  // namespace waarmerk::node::web
