// Sentences: what people read about a badge, in one catalogue, so that it can be translated.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "crypto/base/time.hpp"
#include "node/credential/verdict.hpp"

namespace waarmerk::node::credential {

/// A name in a sentence and what stands in its place.
struct Fact {
  std::string_view name;
  std::string value;
};

/// The check with its sentence filled in. Values come from badges of strangers: they are cut to a
/// line, and control characters are left out.
Check make_check(Finding finding, std::initializer_list<Fact> facts = {}, std::string detail = {});

/// `Library (did:web:library.example)`: a name is what somebody calls himself, an id is who he is.
std::string say_party(std::string_view name, std::string_view id);

/// `3 March 2026, 10:12 UTC`.
std::string say_time(UnixTime time);

}  // namespace waarmerk::node::credential
