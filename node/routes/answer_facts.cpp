#include "node/routes/answer_facts.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "crypto/json/reader.hpp"
#include "node/credential/assertion.hpp"
#include "node/credential/credential.hpp"

namespace waarmerk::node::routes {
namespace {

using Standing = web::ContextShown::Standing;

constexpr std::size_t depth_max = 16;

void add_name(std::vector<std::string>& names, std::string_view url) {
  const bool is_room = names.size() < web::contexts_shown_max;
  if (is_room && std::ranges::find(names, url) == names.end()) names.emplace_back(url);
}

/// A proof or an endorsement inside may name contexts of its own.
void collect(json::Value value, std::vector<std::string>& names, std::size_t depth) {
  if (depth == depth_max) return;
  for (const auto& element : value.elements()) collect(element, names, depth + 1);
  for (const auto& member : value.members()) {
    if (member.name != "@context") {
      collect(member.value, names, depth + 1);
      continue;
    }
    if (const auto url = member.value.string()) add_name(names, *url);
    for (const auto& element : member.value.elements()) {
      if (const auto url = element.string()) add_name(names, *url);
    }
  }
}

const jsonld::Contexts::Fact* find(const std::vector<jsonld::Contexts::Fact>& facts,
                                   std::string_view url) {
  const auto found = std::ranges::find(facts, url, &jsonld::Contexts::Fact::url);
  return found == facts.end() ? nullptr : &*found;
}

/// A text is shown as it came; a picture holds its badge, and shows nothing.
bool is_plain_text(std::string_view given) {
  const auto from = given.find_first_not_of(" \t\r\n");
  if (from == std::string_view::npos || given[from] == '<' || given.starts_with("%PDF-")) {
    return false;
  }
  return std::ranges::all_of(given, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 || c == '\t' || c == '\r' || c == '\n';
  });
}

web::TrustParty party_of(const actions::Party& party) { return {party.did, party.name}; }

web::TrustWay way_of(const actions::ShownPath& path) {
  web::TrustWay way{.root = party_of(path.root)};
  for (const auto& bit : path.bits) {
    way.words.push_back({.from = party_of(bit.from),
                         .to = party_of(bit.to),
                         .since = bit.since,
                         .until = bit.until,
                         .introduces = bit.kind == trust::Kind::introduce});
  }
  return way;
}

}  // namespace

std::optional<credential::BadgeView> view_of(const json::Document& document) {
  if (credential::is_assertion(document.root())) {
    const auto read = credential::read_assertion(document);
    if (!read) return std::nullopt;
    return credential::view_assertion(*read);
  }
  const auto read = credential::read_credential(document);
  if (!read) return std::nullopt;
  return credential::view_credential(*read);
}

web::ProofShown proof_of(const json::Document& document, std::string_view given,
                         const jsonld::Contexts& known) {
  web::ProofShown proof;
  std::vector<std::string> names;
  collect(document.root(), names, 0);
  const auto all = known.facts();
  const auto shipped = jsonld::Contexts::shipped().facts();
  for (auto& name : names) {
    web::ContextShown context{.url = name};
    if (const auto* fact = find(all, name)) {
      context.sha256 = fact->sha256;
      context.standing = find(shipped, name) != nullptr ? Standing::shipped : Standing::pinned;
    }
    proof.contexts.push_back(std::move(context));
  }
  proof.is_inside = !is_plain_text(given);
  proof.badge = std::string(proof.is_inside ? document.text() : given);
  return proof;
}

web::TrustWays ways_of(const actions::Explanation& explanation) {
  web::TrustWays trust{.is_enough = explanation.level == trust::Level::full,
                       .is_objected = explanation.level == trust::Level::vetoed};
  for (const auto& path : explanation.paths) {
    if (trust.ways.size() < web::ways_shown_max) trust.ways.push_back(way_of(path));
  }
  for (const auto& voucher : explanation.vouchers) {
    const bool is_room = trust.could_say.size() < web::could_say_shown_max;
    if (is_room && voucher.says == 0) trust.could_say.push_back(party_of(voucher.who));
  }
  return trust;
}

}  // namespace waarmerk::node::routes
