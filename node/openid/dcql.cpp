#include "node/openid/dcql.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace waarmerk::node::openid {
namespace {

constexpr auto formats = std::to_array<std::string_view>({ldp_vc, jwt_vc_json, dc_sd_jwt});

using Names = std::vector<std::string>;
using Ids = std::set<std::string, std::less<>>;

bool is_id(std::string_view text) {
  constexpr std::string_view letters =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
  return !text.empty() && text.size() <= 64 &&
         text.find_first_not_of(letters) == std::string_view::npos;
}

Result<std::string> read_id(const json::Reader& owner) {
  TRY(id, owner.get_string("id"));
  if (is_id(id)) return id;
  return owner.fail_here(bad_request, "An id has letters, digits, _ and -, up to 64 of them.");
}

/// A non-empty array with no more than `most` elements.
Result<std::vector<json::Reader>> read_some(const json::Reader& array, std::size_t most) {
  auto elements = array.elements();
  if (elements && !elements->empty() && elements->size() <= most) return elements;
  return array.fail_here(bad_request,
                         "This is an array of one to " + std::to_string(most) + " elements.");
}

Result<Names> read_names(const json::Reader& array) {
  TRY(elements, read_some(array, query_values_max));
  Names names;
  for (const auto& each : elements) {
    TRY(name, each.string());
    names.push_back(std::move(name));
  }
  return names;
}

Result<std::vector<Names>> read_lists(const json::Reader& array) {
  TRY(elements, read_some(array, query_values_max));
  std::vector<Names> lists;
  for (const auto& each : elements) {
    TRY(names, read_names(each));
    lists.push_back(std::move(names));
  }
  return lists;
}

Result<std::vector<Names>> read_kinds(const json::Reader& meta, std::string_view format) {
  if (format != dc_sd_jwt) {
    TRY_OK(meta.allow_only({"type_values"}));
    TRY(values, meta.get("type_values"));
    return read_lists(values);
  }
  TRY_OK(meta.allow_only({"vct_values"}));
  TRY(values, meta.get("vct_values"));
  TRY(names, read_names(values));
  std::vector<Names> kinds;
  for (auto& name : names) kinds.push_back({std::move(name)});
  return kinds;
}

Result<ClaimValue> read_value(const json::Reader& one) {
  const auto value = one.value();
  if (const auto text = value.string()) return ClaimValue(std::string(*text));
  if (const auto truth = value.boolean()) return ClaimValue(*truth);
  if (const auto number = value.integer()) return ClaimValue(*number);
  return one.fail_here(bad_request, "A value is a string, an integer or a boolean.");
}

Result<ClaimQuery> read_claim(const json::Reader& claim) {
  TRY_OK(claim.expect(json::Kind::object));
  TRY_OK(claim.allow_only({"id", "path", "values"}));
  TRY(pointer, claim.get("path"));
  TRY(path, read_claims_path(pointer));
  ClaimQuery read{.path = std::move(path)};
  if (claim.find("id")) {
    TRY(id, read_id(claim));
    read.id = std::move(id);
  }
  if (const auto values = claim.find("values")) {
    TRY(elements, read_some(*values, query_values_max));
    for (const auto& each : elements) {
      TRY(value, read_value(each));
      read.values.push_back(std::move(value));
    }
  }
  return read;
}

const ClaimQuery* find_claim(const CredentialQuery& query, std::string_view id) {
  const auto found = std::ranges::find(query.claims, id, &ClaimQuery::id);
  return found == query.claims.end() ? nullptr : &*found;
}

Result<void> read_claim_sets(const json::Reader& owner, CredentialQuery& query) {
  const auto sets = owner.find("claim_sets");
  if (!sets) return {};
  TRY(lists, read_lists(*sets));
  for (const auto& list : lists) {
    for (const auto& id : list) {
      if (id.empty() || find_claim(query, id) == nullptr) {
        return sets->fail_here(bad_request, "There is no claim with the id " + id + ".");
      }
    }
  }
  query.claim_sets = std::move(lists);
  return {};
}

Result<void> read_claims(const json::Reader& owner, CredentialQuery& query) {
  const auto claims = owner.find("claims");
  if (!claims) return read_claim_sets(owner, query);
  TRY(elements, read_some(*claims, claim_queries_max));
  Ids ids;
  for (const auto& each : elements) {
    TRY(claim, read_claim(each));
    if (!claim.id.empty() && !ids.insert(claim.id).second) {
      return each.fail_here(bad_request, "Two claims have this id.");
    }
    query.claims.push_back(std::move(claim));
  }
  return read_claim_sets(owner, query);
}

Result<CredentialQuery> read_credential_query(const json::Reader& owner) {
  TRY_OK(owner.expect(json::Kind::object));
  if (owner.find("trusted_authorities")) {
    return owner.fail_here(bad_request, "trusted_authorities cannot be checked here.");
  }
  TRY_OK(owner.allow_only({"id", "format", "multiple", "meta",
                           "require_cryptographic_holder_binding", "claims", "claim_sets"}));
  TRY(id, read_id(owner));
  TRY(format, owner.get_string("format"));
  if (std::ranges::find(formats, format) == formats.end()) {
    return owner.fail_here(bad_request, "Formats are ldp_vc, jwt_vc_json and dc+sd-jwt.");
  }
  TRY(multiple, owner.find_boolean("multiple"));
  TRY(needs_holder, owner.find_boolean("require_cryptographic_holder_binding"));
  TRY(meta, owner.get_object("meta"));
  TRY(kinds, read_kinds(meta, format));
  CredentialQuery query{.id = std::move(id),
                        .format = std::move(format),
                        .may_be_many = multiple.value_or(false),
                        .needs_holder = needs_holder.value_or(true),
                        .kinds = std::move(kinds)};
  TRY_OK(read_claims(owner, query));
  return query;
}

Result<CredentialSet> read_set(const json::Reader& owner, const Ids& ids) {
  TRY_OK(owner.expect(json::Kind::object));
  TRY_OK(owner.allow_only({"options", "required"}));
  TRY(given, owner.get("options"));
  TRY(options, read_lists(given));
  for (const auto& option : options) {
    for (const auto& id : option) {
      if (!ids.contains(id)) return given.fail_here(bad_request, "There is no query " + id + ".");
    }
  }
  TRY(required, owner.find_boolean("required"));
  return CredentialSet{std::move(options), required.value_or(true)};
}

bool is_one_of(json::Value found, const std::vector<ClaimValue>& values) {
  return std::ranges::any_of(values, [&](const ClaimValue& wanted) {
    if (const auto* text = std::get_if<std::string>(&wanted)) return found.string() == *text;
    if (const auto* number = std::get_if<std::int64_t>(&wanted)) return found.integer() == *number;
    return found.boolean() == std::get<bool>(wanted);
  });
}

/// Nothing where it is not there with one of its values.
std::optional<ShownClaim> shown(const ClaimQuery& query, json::Value credential) {
  ShownClaim claim{.path = query.path, .values = {}};
  for (auto& one : select_claims(credential, query.path)) {
    if (!query.values.empty() && !is_one_of(one.value, query.values)) continue;
    claim.values.push_back(one.value);
    claim.pointers.push_back(std::move(one.pointer));
  }
  if (claim.values.empty()) return std::nullopt;
  return claim;
}

template <class Queries>
std::optional<std::vector<ShownClaim>> all_shown(const Queries& queries, json::Value credential) {
  std::vector<ShownClaim> all;
  for (const ClaimQuery* query : queries) {
    auto one = shown(*query, credential);
    if (!one) return std::nullopt;
    all.push_back(std::move(*one));
  }
  return all;
}

bool is_of_kind(const CredentialQuery& query, const Names& kinds) {
  const auto has = [&](const std::string& kind) {
    return std::ranges::find(kinds, kind) != kinds.end();
  };
  return std::ranges::any_of(query.kinds,
                             [&](const Names& all) { return std::ranges::all_of(all, has); });
}

}  // namespace

Result<Dcql> read_dcql(const json::Reader& query) {
  TRY_OK(query.expect(json::Kind::object));
  TRY_OK(query.allow_only({"credentials", "credential_sets"}));
  TRY(credentials, query.get("credentials"));
  TRY(elements, read_some(credentials, credential_queries_max));
  Dcql read;
  Ids ids;
  for (const auto& each : elements) {
    TRY(one, read_credential_query(each));
    if (!ids.insert(one.id).second) return each.fail_here(bad_request, "Two have this id.");
    read.credentials.push_back(std::move(one));
  }
  const auto sets = query.find("credential_sets");
  if (!sets) return read;
  TRY(each_set, read_some(*sets, query_values_max));
  for (const auto& each : each_set) {
    TRY(set, read_set(each, ids));
    read.sets.push_back(std::move(set));
  }
  return read;
}

std::optional<std::vector<ShownClaim>> claims_shown(const CredentialQuery& query,
                                                    const Candidate& candidate) {
  if (candidate.format != query.format || !is_of_kind(query, candidate.kinds)) return std::nullopt;
  std::vector<const ClaimQuery*> wanted;
  if (query.claim_sets.empty()) {
    for (const auto& each : query.claims) wanted.push_back(&each);
    return all_shown(wanted, candidate.claims);
  }
  for (const auto& set : query.claim_sets) {
    wanted.clear();
    for (const auto& id : set) wanted.push_back(find_claim(query, id));
    if (auto all = all_shown(wanted, candidate.claims)) return all;
  }
  return std::nullopt;
}

bool is_enough(const Dcql& query, const Ids& answered) {
  const auto has = [&](const std::string& id) { return answered.contains(id); };
  if (query.sets.empty()) {
    return std::ranges::all_of(query.credentials, has, &CredentialQuery::id);
  }
  return std::ranges::all_of(query.sets, [&](const CredentialSet& set) {
    return !set.is_required || std::ranges::any_of(set.options, [&](const Names& option) {
      return std::ranges::all_of(option, has);
    });
  });
}

}  // namespace waarmerk::node::openid
