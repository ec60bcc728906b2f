// The W3C VC-API: issue, verify, read and change the status of credentials.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/actions/change_status.hpp"
#include "node/actions/issue_badge.hpp"
#include "node/actions/kit_evidence.hpp"
#include "node/actions/trust_check.hpp"
#include "node/credential/disclosure.hpp"
#include "node/credential/presentation.hpp"
#include "node/credential/status_entry.hpp"
#include "node/credential/verification.hpp"
#include "node/http/json_body.hpp"
#include "node/records/badges.hpp"
#include "node/routes/checking.hpp"
#include "node/routes/problem_details.hpp"
#include "node/routes/routes.hpp"

namespace waarmerk::node::routes {
namespace {

inline constexpr ErrorCode two_names{"credential.two_names", ErrorKind::invalid};

/// The member `kit` of a request.
Result<std::vector<kit::Kit>> read_kit(const json::Document& body) {
  std::vector<kit::Kit> kits;
  TRY(given, json::Reader(body).find_object("kit"));
  if (!given) return kits;
  TRY(read, kit::read_kit(body.part(given->value()).text()));
  kits.push_back(std::move(read));
  return kits;
}

/// The member `kits` of a request about several badges.
Result<std::vector<kit::Kit>> read_kits(const json::Document& body) {
  std::vector<kit::Kit> kits;
  const auto given = json::Reader(body).one_or_many("kits");
  if (given.size() > actions::kits_max) return fail(kit::malformed, "Too many kits.", "$.kits");
  for (const auto& one : given) {
    TRY_OK(one.expect(json::Kind::object));
    TRY(read, kit::read_kit(body.part(one.value()).text()));
    kits.push_back(std::move(read));
  }
  return kits;
}

Task<Result<http::Response>> issue(Services& services, http::Request request,
                                   http::Parameters /*none*/) {
  CO_TRY(body, http::json_body(request));
  const json::Reader reader(body);
  CO_TRY(wanted, reader.get_object("credential"));
  const auto client = body.part(wanted.value());
  CO_TRY(secured, co_await actions::issue_credential(services.ports, client));
  json::Writer writer;
  writer.begin_object().name("verifiableCredential").value(secured.root()).end_object();
  co_return http::json_response(201, writer.take());
}

Task<Result<http::Response>> derive(Services& services, http::Request request,
                                    http::Parameters /*none*/) {
  CO_TRY(body, http::json_body(request));
  const json::Reader reader(body);
  CO_TRY(wanted, reader.get_object("verifiableCredential"));
  const auto secured = body.part(wanted.value());
  CO_TRY(options, reader.find_object("options"));
  std::vector<std::string> pointers;
  if (options) {
    CO_TRY(chosen, options->strings("selectivePointers"));
    pointers = std::move(chosen);
  }
  CO_TRY(shown, credential::show_part(secured, pointers, services.ports.contexts));
  json::Writer writer;
  writer.begin_object().name("verifiableCredential").value(shown.root()).end_object();
  co_return http::json_response(201, writer.take());
}

/// What a holder was asked to sign, by the names of VC-API and by those of SD-JWT.
struct Asked {
  std::optional<std::string> challenge = {};
  std::optional<std::string> domain = {};
  std::optional<UnixTime> as_of = {};
};

Result<std::optional<std::string>> find_one_of(const json::Reader& options, std::string_view name,
                                               std::string_view other_name) {
  TRY(one, options.find_string(name));
  TRY(other, options.find_string(other_name));
  if (one && other && *one != *other) {
    return options.fail_here(two_names, "Two names of one thing say different things.");
  }
  return one ? std::move(one) : std::move(other);
}

Result<Asked> read_asked(const json::Reader& body) {
  TRY(options, body.find_object("options"));
  if (!options) return Asked{};
  TRY(challenge, find_one_of(*options, "challenge", "nonce"));
  TRY(domain, find_one_of(*options, "domain", "audience"));
  TRY(as_of, options->find_time("asOf"));
  return Asked{.challenge = std::move(challenge), .domain = std::move(domain), .as_of = as_of};
}

Task<Result<http::Response>> verify_with(Services& services, http::Request request,
                                         credential::IssuerCheck issuer_check) {
  CO_TRY(body, http::json_body(request));
  const json::Reader reader(body);
  CO_TRY(wanted, reader.get_object("verifiableCredential"));
  CO_TRY(asked, read_asked(reader));
  CO_TRY(brought, read_kit(body));
  credential::VerificationOptions options{.now = services.ports.clock.now()};
  options.challenge = asked.challenge;
  options.domain = asked.domain;
  options.as_of = asked.as_of;
  options.issuer_check = issuer_check;
  options.contexts = services.ports.contexts;
  options.first_seen = seen_here(services, wanted.value());
  auto opened = credential::open(body, wanted.value());
  // Whose key it is was not asked, so nobody knows whom to believe.
  const bool hears_of_trust = issuer_check == credential::IssuerCheck::required && opened &&
                              may_hear_of_trust(services, request);
  std::optional<trust::Scope> trusted_for;
  if (hears_of_trust) trusted_for = actions::scope_of_badge(opened->document.root());
  CheckOrder order{.opened = std::move(opened),
                   .options = std::move(options),
                   .brought = std::move(brought),
                   .trusted_for = std::move(trusted_for)};
  CO_TRY(verdict, co_await check_credential(services, std::move(order)));
  co_return verdict_response(verdict);
}

Task<Result<http::Response>> verify(Services& services, http::Request request,
                                    http::Parameters /*none*/) {
  return verify_with(services, std::move(request), credential::IssuerCheck::required);
}

Task<Result<http::Response>> verify_proof_only(Services& services, http::Request request,
                                               http::Parameters /*none*/) {
  return verify_with(services, std::move(request), credential::IssuerCheck::proof_only);
}

Task<Result<http::Response>> verify_presentation(Services& services, http::Request request,
                                                 http::Parameters /*none*/) {
  CO_TRY(body, http::json_body(request));
  const json::Reader reader(body);
  CO_TRY(wanted, reader.get_object("verifiablePresentation"));
  CO_TRY(asked, read_asked(reader));
  CO_TRY(brought, read_kits(body));
  credential::PresentationOptions options{.challenge = asked.challenge,
                                          .domain = asked.domain,
                                          .credentials = {.now = services.ports.clock.now(),
                                                          .as_of = asked.as_of,
                                                          .contexts = services.ports.contexts}};
  options.first_seen_of = [&services](json::Value one) { return seen_here(services, one); };
  auto opened = credential::open(body, wanted.value());
  std::optional<std::vector<trust::Scope>> scopes;
  if (opened && may_hear_of_trust(services, request)) {
    scopes = actions::scopes_of_presented(opened->document);
  }
  credential::PresentationVerification verification(std::move(opened), options);
  CO_TRY(verdict, co_await check_presentation(services, std::move(verification), std::move(brought),
                                              std::move(scopes)));
  co_return verdict_response(verdict);
}

Task<Result<http::Response>> show(Services& services, http::Request /*request*/,
                                  http::Parameters parameters) {
  CO_TRY(text, records::find_credential(services.ports.records.store, parameters["id"]));
  if (!text) {
    co_return fail(actions::no_badge, "This node issued no credential " + parameters["id"] + ".");
  }
  CO_TRY(badge, records::find_badge(services.ports.records.store, parameters["id"]));
  if (badge && badge->digest) {
    co_return fail(actions::badge_not_kept,
                   "This credential holds the hash of an address, and is not kept here.");
  }
  json::Writer writer;
  writer.begin_object().name("verifiableCredential").raw(*text).end_object();
  co_return http::json_response(200, writer.take());
}

/// VCALM: `{credentialId, credentialStatus: {statusPurpose}, status: bool}`.
Result<actions::StatusOrder> read_status_order(const json::Document& body) {
  const json::Reader reader(body);
  TRY(id, reader.get_string("credentialId"));
  TRY(entry, reader.get_object("credentialStatus"));
  TRY(purpose, entry.get_string("statusPurpose"));
  TRY(status, reader.find_boolean("status"));
  const bool value = status.value_or(true);
  actions::StatusOrder order{.badge_id = id};
  if (purpose == credential::suspension) {
    order.action = value ? actions::StatusAction::suspend : actions::StatusAction::reinstate;
    return order;
  }
  if (purpose != credential::revocation) {
    return entry.fail_here(credential::status_unsupported, "Only revocation and suspension.");
  }
  if (!value) return fail(actions::irreversible, "A revocation cannot be undone.", "$.status");
  return order;
}

/// The entry may also say where it stands, which must be where the credential says.
Result<void> expect_place(const records::Records& records, const json::Document& body,
                          const std::string& badge_id) {
  TRY(entry, json::Reader(body).get_object("credentialStatus"));
  TRY(purpose, entry.get_string("statusPurpose"));
  TRY(url, entry.find_string("statusListCredential"));
  TRY(index, entry.find_string("statusListIndex"));
  TRY(badge, records::find_badge(records.store, badge_id));
  if (!badge || (!url && !index)) return {};
  const auto& slot = purpose == credential::suspension ? badge->suspension : badge->revocation;
  const auto* list = slot ? records.statuses.find(slot->list) : nullptr;
  const auto place = list ? std::to_string(slot->index / records::bits_of_entry(*list)) : "";
  const bool is_there =
      list != nullptr && url.value_or(list->url) == list->url && index.value_or(place) == place;
  if (is_there) return {};
  return entry.fail_here(credential::status_malformed, "The credential has no such entry.");
}

Task<Result<http::Response>> change_status(Services& services, http::Request request,
                                           http::Parameters /*none*/) {
  CO_TRY(body, http::json_body(request));
  CO_TRY(order, read_status_order(body));
  if (auto there = expect_place(services.ports.records, body, order.badge_id); !there) {
    co_return failure_of(std::move(there));
  }
  auto done = co_await actions::change_status(services.ports, std::move(order));
  // Asking for what is so already is no fault in this interface.
  if (!done && done.error().code != actions::already_so) co_return failure_of(std::move(done));
  co_return http::json_response(200, "{}");
}

}  // namespace

std::vector<Row> credential_rows() {
  return {
      {"POST", "/credentials/issue", Guard::token, scope::issue, issue},
      {"POST", "/credentials/derive", Guard::token, scope::read, derive, Place::connection},
      {"POST", "/credentials/verify", Guard::open_costly, {}, verify, Place::connection},
      {"POST",
       "/verifiers/proof-only/credentials/verify",
       Guard::open_costly,
       {},
       verify_proof_only,
       Place::connection},
      {"POST",
       "/presentations/verify",
       Guard::open_costly,
       {},
       verify_presentation,
       Place::connection},
      {"POST", "/credentials/status", Guard::token, scope::status, change_status},
      {"GET", "/credentials/{id}", Guard::token, scope::read, show},
  };
}

}  // namespace waarmerk::node::routes
