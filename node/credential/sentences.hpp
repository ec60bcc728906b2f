// Sentences: what people read about a badge, out of the catalogue of texts.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "crypto/base/time.hpp"
#include "node/credential/verdict.hpp"
#include "node/words/catalogue.hpp"
#include "node/words/sentence.hpp"

namespace waarmerk::node::credential {

using words::Fact;

/// The check with its sentence filled in. Values come from badges of strangers: they are cut to a
/// line, and control characters are left out.
Check make_check(Finding finding, std::initializer_list<Fact> facts = {}, std::string detail = {});

/// The sentence of a finding, with `{name}` where its facts are filled in.
std::string_view sentence_of(Finding finding, words::Language language);

/// `Library (did:web:library.example)`: a name is what somebody calls himself, an id is who he is.
std::string say_party(std::string_view name, std::string_view id);

/// Withdrawn, out of date or badly made: the signature is real all the same, and that is only fair
/// to say.
bool was_real(const Verdict& verdict);

/// Who signed it is who it is about: that is their own word, and nobody gave it to them.
bool is_own_word(const Verdict& verdict);

/// `3 March 2026, 10:12 UTC`; in English.
std::string say_time(UnixTime time);

}  // namespace waarmerk::node::credential
