// ActiveContext: what each word of a document means at one place (JSON-LD API 4.1).
//
// It never changes once it is made. What other contexts follow from it, by the type of a node or by
// the property that a value stands under, is remembered beside it, so that a context is worked out
// once and then only looked up: by all threads, without a lock.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "crypto/json/document.hpp"
#include "crypto/jsonld/iri.hpp"
#include "crypto/jsonld/keywords.hpp"
#include "crypto/jsonld/language.hpp"
#include "crypto/jsonld/name_map.hpp"

namespace waarmerk::jsonld {

/// What a term's `@type` makes of a value.
enum class Coercion : std::uint8_t {
  unsaid,
  none,  ///< `@none`
  id,
  vocab,
  json,
  datatype,
};

/// What a term's `@container` holds, as bits.
struct Containers {
  static constexpr std::uint8_t graph = 1, id = 2, index = 4, language = 8, list = 16, set = 32,
                                type = 64;
  std::uint8_t bits = 0;

  bool has(std::uint8_t wanted) const { return (bits & wanted) != 0; }
  friend bool operator==(const Containers&, const Containers&) = default;
};

/// What a context says of one term. Texts are borrowed from the context or its pool.
struct TermDefinition {
  Iri iri = {};  ///< of form none if the term is said to mean nothing
  Coercion coercion = Coercion::unsaid;
  Containers containers = {};
  bool prefix = false;
  bool is_protected = false;
  bool by_document = false;  ///< whether the document itself says so, and no context known by URL
  bool reverse = false;
  bool has_language = false;  ///< with an empty language: none, whatever the default
  Direction direction = Direction::unsaid;
  Iri datatype = {};
  std::string_view language = {};
  std::string_view index = {};  ///< the property that an index becomes, if not `@index`
  std::string_view nest = {};
  std::optional<json::Value> context = {};  ///< the scoped context
  std::string_view context_base = {};       ///< and the URL that its URLs are relative to
};

class ActiveContext;

/// A name that stands for a keyword.
struct KeywordAlias {
  std::string_view name;
  Keyword keyword;
};

/// The part of an active context that is built up, and copied.
struct Vocabulary {
  NameMap<const TermDefinition*> terms = {};
  std::optional<std::string_view> vocab = {};
  std::optional<std::string_view> base = {};
  std::string_view language = {};  ///< the default; empty for none
  Direction direction = Direction::null;
  const ActiveContext* previous = nullptr;  ///< what holds again inside the next node
  std::vector<KeywordAlias> aliases = {};
  std::uint64_t alias_sizes = 0;  ///< a bit for each length that a name of an alias has

  /// The definition of a term, or null.
  const TermDefinition* find(std::string_view term) const {
    const TermDefinition* const* found = terms.find(term);
    return found == nullptr ? nullptr : *found;
  }
  void set(std::string_view term, const TermDefinition* definition);

  /// The keyword that `name` is or stands for.
  Keyword keyword_for(std::string_view name) const {
    if (name.starts_with('@')) return keyword_of(name);
    if ((alias_sizes >> (name.size() & 63) & 1) == 0) return Keyword::none;
    return keyword_of_alias(name);
  }

 private:
  Keyword keyword_of_alias(std::string_view name) const;
};

class ContextPool;

/// One step from an active context to another.
struct ContextStep {
  enum class Kind : std::uint8_t {
    type,      ///< into the scoped context of a type
    property,  ///< into the scoped context of a property
    urls,      ///< into contexts that are known by URL
  };
  Kind kind;
  const TermDefinition* term = nullptr;
  std::span<const std::string_view> urls = {};

  std::size_t hash() const;
  bool operator==(const ContextStep& other) const;
};

class ActiveContext : public Vocabulary {
 public:
  ActiveContext(Vocabulary&& vocabulary, ContextPool& owner)
      : Vocabulary(std::move(vocabulary)), pool(owner) {}

  /// Where `step` leads, if that was worked out before.
  const ActiveContext* follow(const ContextStep& step) const;

  /// A step that was worked out, and where the next one of the same bucket lies.
  struct Followed {
    ContextStep step;
    const ActiveContext* to;
    const Followed* next;
  };
  /// Remembers a step. One thread at a time.
  void remember(Followed& followed) const;

  ContextPool& pool;  ///< that owns it

 private:
  mutable std::array<std::atomic<const Followed*>, 8> followed_ = {};
};

}  // namespace waarmerk::jsonld
