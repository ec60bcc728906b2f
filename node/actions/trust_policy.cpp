#include "node/actions/trust_policy.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <utility>

namespace waarmerk::node::actions {
namespace {

using trust::bad_policy;

constexpr std::int64_t days_max = 365;

struct DimensionKey {
  trust::Dimension dimension;
  std::string_view key;
};
constexpr auto dimension_keys = std::to_array<DimensionKey>({
    {trust::Dimension::skill, "skill"},
    {trust::Dimension::achievement_type, "achievement_type"},
    {trust::Dimension::jurisdiction, "jurisdiction"},
});

std::unexpected<Error> refuse(const toml::node& at, std::string_view fault) {
  return fail(bad_policy,
              "Line " + std::to_string(at.source().begin.line) + ": " + std::string(fault));
}

/// One table of the file, of which every name has to be asked for.
class Section {
 public:
  explicit Section(const toml::table& table) : table_(table) {}

  Result<std::optional<std::string>> find_text(std::string_view name) {
    const auto* node = find(name);
    if (!node) return std::nullopt;
    auto text = node->value_exact<std::string>();
    if (!text) return refuse(*node, std::string(name) + " is a text.");
    return std::move(*text);
  }

  Result<bool> flag(std::string_view name) {
    const auto* node = find(name);
    if (!node) return false;
    const auto flag = node->value_exact<bool>();
    if (!flag) return refuse(*node, std::string(name) + " is true or false.");
    return *flag;
  }

  Result<std::int64_t> number(std::string_view name, std::int64_t otherwise, std::int64_t most) {
    const auto* node = find(name);
    if (!node) return otherwise;
    const auto number = node->value_exact<std::int64_t>();
    if (!number || *number < 0 || *number > most) {
      return refuse(*node,
                    std::string(name) + " is a number from 0 to " + std::to_string(most) + ".");
    }
    return *number;
  }

  Result<did::Did> get_did(std::string_view name) {
    TRY(text, find_text(name));
    if (!text) return refuse(table_, std::string(name) + " is missing.");
    return did::Did::parse(*text);
  }

  Result<std::set<std::string>> texts(std::string_view name) {
    std::set<std::string> all;
    const auto* node = find(name);
    if (!node) return all;
    const auto* array = node->as_array();
    if (!array || array->empty()) return refuse(*node, std::string(name) + " is a list of texts.");
    for (const auto& element : *array) {
      auto text = element.value_exact<std::string>();
      if (!text) return refuse(element, std::string(name) + " is a list of texts.");
      all.insert(std::move(*text));
    }
    return all;
  }

  /// What names no dimension is about everything.
  Result<trust::Scope> scope() {
    trust::Scope scope;
    for (const auto& [dimension, key] : dimension_keys) {
      TRY(values, texts(key));
      if (!values.empty()) scope.values[dimension] = std::move(values);
    }
    scope.any = scope.values.empty();
    return scope;
  }

  Result<std::vector<const toml::table*>> tables(std::string_view name) {
    std::vector<const toml::table*> all;
    const auto* node = find(name);
    if (!node) return all;
    const auto* array = node->as_array();
    if (!array) return refuse(*node, "write [[" + std::string(name) + "]].");
    for (const auto& element : *array) {
      if (!element.as_table()) return refuse(element, "write [[" + std::string(name) + "]].");
      all.push_back(element.as_table());
    }
    return all;
  }

  /// What nobody asked for would be left without effect, and nobody told.
  Result<void> expect_all_known() const {
    for (const auto& [name, node] : table_) {
      if (!asked_.contains(name.str()))
        return refuse(node, "'" + std::string(name.str()) + "' is not known here.");
    }
    return {};
  }

 private:
  const toml::node* find(std::string_view name) {
    asked_.insert(std::string(name));
    return table_.get(name);
  }

  const toml::table& table_;
  std::set<std::string, std::less<>> asked_;
};

Result<void> read_root(Section section, TrustPolicy& into) {
  TRY(did, section.get_did("did"));
  TRY(name, section.find_text("name"));
  TRY(amount, section.number("amount", trust::full_amount, trust::full_amount));
  TRY(depth, section.number("depth", 2, trust::depth_max));
  TRY(scope, section.scope());
  TRY(is_public, section.flag("public"));
  TRY_OK(section.expect_all_known());
  const auto feed = feed::feed_id_of(did);
  if (is_public) into.public_roots.insert(feed);
  into.parties[feed] = {did.text(), name.value_or("")};
  into.policy.roots.push_back(
      {feed, static_cast<int>(amount), static_cast<int>(depth), std::move(scope)});
  return {};
}

Result<void> read_objection(Section section, TrustPolicy& into) {
  TRY(by, section.get_did("by"));
  TRY(against, section.get_did("against"));
  TRY(name, section.find_text("name"));
  TRY(scope, section.scope());
  TRY_OK(section.expect_all_known());
  const auto feed = feed::feed_id_of(against);
  into.parties.try_emplace(feed, Party{against.text(), name.value_or("")});
  into.policy.vetoes.push_back({feed::feed_id_of(by), feed, std::move(scope)});
  return {};
}

Result<void> read_numbers(Section& section, trust::Policy& policy) {
  TRY(hops, section.number("hops", policy.hops, trust::hops_of_path_max));
  TRY(full, section.number("full", policy.full, trust::full_amount));
  TRY(partial, section.number("partial", policy.partial, trust::full_amount));
  TRY(quarantine, section.number("quarantine_hours", policy.quarantine_ms / hour_ms, 7 * 24));
  TRY(witnesses, section.number("witnesses", policy.witnesses, 64));
  TRY(quota, section.number("quota", policy.quota, 100'000));
  TRY(velocity, section.number("velocity", policy.velocity, 100'000));
  TRY(days, section.number("velocity_days", policy.velocity_ms / day_ms, days_max));
  policy.hops = static_cast<int>(hops);
  policy.full = static_cast<int>(full);
  policy.partial = static_cast<int>(partial);
  policy.quarantine_ms = quarantine * hour_ms;
  policy.witnesses = static_cast<std::uint32_t>(witnesses);
  policy.quota = static_cast<std::uint32_t>(quota);
  policy.velocity = static_cast<std::uint32_t>(velocity);
  policy.velocity_ms = days * day_ms;
  return {};
}

Result<std::set<std::string>> read_jurisdictions(Section& file) {
  TRY(all, file.texts("jurisdiction"));
  if (all.size() > jurisdictions_max)
    return fail(bad_policy, "There are 16 jurisdictions at most.");
  if (all.empty()) return all;
  TRY_OK(trust::check_scope({.values = {{trust::Dimension::jurisdiction, all}}}));
  return all;
}

Result<TrustPolicy> read_table(const toml::table& table) {
  TrustPolicy read;
  Section file(table);
  TRY_OK(read_numbers(file, read.policy));
  TRY(jurisdictions, read_jurisdictions(file));
  read.jurisdictions = std::move(jurisdictions);
  TRY(tell_visitors, file.flag("tell_visitors"));
  read.tell_visitors = tell_visitors;
  TRY(roots, file.tables("root"));
  TRY(objections, file.tables("objection"));
  TRY_OK(file.expect_all_known());
  for (const auto* root : roots) TRY_OK(read_root(Section(*root), read));
  for (const auto* objection : objections) TRY_OK(read_objection(Section(*objection), read));
  TRY_OK(trust::check_policy(read.policy));
  return read;
}

struct Ready {
  std::string_view name;
  std::string_view meaning;
  int hops;
  int full;
  int partial;
};
constexpr auto all_ready = std::to_array<Ready>({
    {"municipality", "For who recognises in the name of others: two who know the issuer, and near.",
     3, 120, 60},
    {"employer", "For who takes on people: two independent organisations that know the issuer.", 4,
     120, 60},
    {"open", "For who wants to meet people: one organisation that knows the issuer is enough.", 4,
     60, 40},
});

}  // namespace

Result<TrustPolicy> read_trust_policy(std::string_view toml) {
  if (toml.size() > policy_bytes_max) return fail(bad_policy, "A policy has 256 KiB at the most.");
  try {
    return read_table(toml::parse(toml));
  } catch (const toml::parse_error& error) {
    const auto line = error.source().begin.line;
    return fail(bad_policy, "The policy is not TOML near line " + std::to_string(line) + ".");
  }
}

std::string ready_policy(std::string_view name) {
  const auto found = std::ranges::find(all_ready, name, &Ready::name);
  if (found == all_ready.end()) return {};
  const auto& [title, meaning, hops, full, partial] = *found;
  const trust::Policy usual;
  const auto line = [](std::string_view key, std::int64_t value, std::string_view remark) {
    return std::string(key) + " = " + std::to_string(value) + "  # " + std::string(remark) + '\n';
  };
  return "# Whom we believe about others, and how much it takes (" + std::string(title) + ").\n# " +
         std::string(meaning) + "\n\n" +
         line("full", full, "120 is one whole word of a root, or two halves") +
         line("partial", partial, "from here on an issuer is recognised partly") +
         line("hops", hops, "how many stand between you and the issuer at the most, and one") +
         line("quarantine_hours", usual.quarantine_ms / hour_ms, "before a new word counts") +
         line("witnesses", usual.witnesses, "or so many witnesses hold it") +
         line("quota", usual.quota, "for how many somebody may vouch, if nobody says otherwise") +
         line("velocity", usual.velocity, "new words of one organisation") +
         line("velocity_days", usual.velocity_ms / day_ms, "within so many days") +
         "# jurisdiction = [\"NL-ZH\"]  # where badges are to count for you\n"
         "# tell_visitors = false  # true: who has a badge checked here sees whom you believe\n"
         "\n# Whom you believe yourself. Without a root nobody is recognised.\n"
         "# [[root]]\n# did = \"did:web:city.example\"\n# name = \"The city\"\n"
         "# amount = 120  # 60 for half\n# depth = 2  # how many may introduce each other\n"
         "# skill = [\"http://data.europa.eu/esco/skill/…\"]  # nothing: about everything\n"
         "# public = false  # true: everybody may know it, by OpenID Federation\n"
         "\n# What a root objects to. Nobody else can.\n"
         "# [[objection]]\n# by = \"did:web:city.example\"\n# against = \"did:web:mill.example\"\n";
}

}  // namespace waarmerk::node::actions
