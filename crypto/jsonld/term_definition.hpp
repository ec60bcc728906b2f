// The terms of a context, defined one after the other as they need each other (JSON-LD API 4.2).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "crypto/jsonld/active_context.hpp"
#include "crypto/jsonld/context_reading.hpp"
#include "crypto/jsonld/name_map.hpp"
#include "crypto/jsonld/term_entries.hpp"

namespace waarmerk::jsonld {

/// Defines the terms of one context definition in `result`.
class TermDefiner {
 public:
  TermDefiner(ContextReader& reader, Vocabulary& result, const LocalContext& context,
              const ContextReading& reading);

  Result<void> define_all();

 private:
  enum class Progress : std::uint8_t { none, begun, done };
  struct Entry {
    std::optional<json::Value> value = {};
    Progress progress = Progress::none;
  };
  /// A term on its way.
  struct Term {
    std::string_view name;
    TermEntries entries;
    TermDefinition definition;
  };
  /// What becomes of a term after a step.
  enum class Next : std::uint8_t { go_on, drop };

  Result<void> define(std::string_view name);
  Result<void> define_if_open(std::string_view name);
  Result<Next> check_name(std::string_view name, json::Value value);
  Result<Next> read(Term& term);
  Result<void> read_type(Term& term);
  Result<Next> read_meaning(Term& term);
  Result<Next> read_reverse(Term& term);
  Result<Next> read_id(Term& term, std::string_view id);
  Result<void> read_own_name(Term& term);
  Result<void> read_container(Term& term);
  Result<void> read_context(Term& term);
  Result<void> read_others(Term& term);
  Result<void> read_protected(Term& term);
  Result<Next> reserved(std::string_view word);
  Result<Iri> expand(std::string_view text);
  bool is_1_0() const;

  ContextReader& reader_;
  Vocabulary& result_;
  const LocalContext& context_;
  const ContextReading& reading_;
  NameMap<Entry> entries_;
  bool protected_ = false;
};

}  // namespace waarmerk::jsonld
