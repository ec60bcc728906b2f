// Sentences: texts of the catalogue with facts filled in, and times as people say them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "crypto/base/time.hpp"
#include "node/words/language.hpp"

namespace waarmerk::node::words {

/// What stands in the place of a name: a text as it is, or a time, which each language says in its
/// own way. A time that is absent is one that is not known.
using Value = std::variant<std::string, std::optional<UnixTime>>;

/// A name in a sentence and what stands in its place.
struct Fact {
  Fact(std::string_view fact, std::string text) : name(fact), value(std::move(text)) {}
  Fact(std::string_view fact, std::string_view text) : name(fact), value(std::string(text)) {}
  Fact(std::string_view fact, const char* text) : name(fact), value(std::string(text)) {}
  Fact(std::string_view fact, UnixTime time) : name(fact), value(std::optional(time)) {}
  Fact(std::string_view fact, std::optional<UnixTime> time) : name(fact), value(time) {}

  std::string name;
  Value value;
};

/// Each `{name}` becomes the value of that fact. A name of which there is no fact is a mistake of
/// ours: an assert, and left as it is.
std::string fill(Language language, std::string_view sentence, std::span<const Fact> facts);

/// `3 March 2026, 10:12 UTC`.
std::string say_time(Language language, UnixTime time);
/// `3 March 2026`, in UTC.
std::string say_day(Language language, UnixTime time);

}  // namespace waarmerk::node::words
