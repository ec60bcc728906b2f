// What this node holds of an issuer, for the browser of who checks a badge: the second check is its
// own.
#include "node/routes/check_material.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/actions/check_material.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/status_entry.hpp"
#include "node/http/json_body.hpp"
#include "node/routes/routes.hpp"

namespace waarmerk::node::routes {
namespace {

inline constexpr ErrorCode too_many_names{"check.too_many_names", ErrorKind::invalid};

constexpr json::Limits order_limits{.bytes_max = 64 << 10, .depth_max = 8};

Result<std::vector<json::Reader>> read_array(const json::Reader& body, std::string_view name) {
  TRY(array, body.get(name));
  TRY(elements, array.elements());
  if (elements.size() <= actions::material_names_max) return elements;
  return array.fail_here(too_many_names, "At most 8 may be asked for at once.");
}

Result<actions::MaterialOrder> read_order(const json::Document& document) {
  const json::Reader body(document);
  actions::MaterialOrder order;
  TRY(dids, read_array(body, "dids"));
  for (const auto& one : dids) {
    TRY(text, one.string());
    TRY(did, did::Did::parse(text));
    order.dids.push_back(std::move(did));
  }
  TRY(lists, read_array(body, "statusLists"));
  for (const auto& one : lists) {
    TRY(url, one.get_string("url"));
    TRY(issuer, one.get_string("issuer"));
    order.lists.push_back({std::move(url), std::move(issuer)});
  }
  return order;
}

void write_history(json::Writer& writer, const did::DocumentHistory& history) {
  writer.begin_object().name("isDated").boolean(history.is_dated());
  writer.name("versions").begin_array();
  for (const auto& version : history.versions()) {
    writer.begin_object().name("document").value(version.document.source().root());
    if (history.is_dated()) writer.member("from", print_time(version.from));
    if (version.until) writer.member("until", print_time(*version.until));
    writer.end_object();
  }
  writer.end_array().end_object();
}

/// When the issuer last spoke for this list being the newest.
std::optional<UnixTime> heard_of(const actions::ListEvidence& evidence) {
  return std::max(evidence.from.last_heard, evidence.from.issuer.witnesses.together);
}

void write_list(json::Writer& writer, const actions::ListEvidence& evidence) {
  writer.begin_object().member("credential", evidence.credential);
  if (const auto heard = heard_of(evidence)) writer.member("asOf", print_time(*heard));
  if (evidence.from.revoked_before) {
    writer.member("revokedBefore", evidence.from.revoked_before->encode());
  }
  writer.end_object();
}

std::string print_material(const actions::Material& material) {
  json::Writer writer;
  writer.begin_object().name("dids").begin_object();
  for (const auto& [did, history] : material.documents) {
    writer.name(did);
    write_history(writer, history);
  }
  writer.end_object().name("lists").begin_object();
  for (const auto& [url, evidence] : material.lists) {
    writer.name(url);
    write_list(writer, evidence);
  }
  return writer.end_object().end_object().take();
}

constexpr std::size_t beside_bytes_max = 64 << 10;

/// Of others, a key is its own document.
void add_did(std::vector<did::Did>& dids, std::string_view text) {
  const auto url = did::DidUrl::parse(text);
  if (!url || dids.size() == actions::material_names_max) return;
  const auto& did = url->did();
  const bool is_looked_up = did.method() == "web" || did.method() == "webvh";
  if (is_looked_up && std::ranges::find(dids, did) == dids.end()) dids.push_back(did);
}

void add_list(std::vector<actions::ListName>& lists, std::string url, const std::string& issuer) {
  const bool is_full = lists.size() == actions::material_names_max;
  if (is_full || std::ranges::find(lists, url, &actions::ListName::url) != lists.end()) return;
  lists.push_back({std::move(url), issuer});
}

/// As the browser would ask: for its issuer, for whose keys signed it, and for its lists.
actions::MaterialOrder order_for(const credential::Credential& read) {
  actions::MaterialOrder order;
  add_did(order.dids, read.issuer);
  for (const auto& proof : json::Reader(read.document).one_or_many("proof")) {
    if (const auto method = proof.get_string("verificationMethod")) add_did(order.dids, *method);
  }
  for (const auto status : read.statuses) {
    auto entry = credential::read_status_entry(status, "$.credentialStatus");
    if (entry) add_list(order.lists, std::move(entry->list_url), read.issuer);
  }
  return order;
}

Task<Result<http::Response>> answer(Services& services, http::Request request,
                                    http::Parameters /*none*/) {
  CO_TRY(document, http::json_body(request, order_limits));
  CO_TRY(order, read_order(document));
  const auto material =
      co_await actions::find_material(services.ports, services.policy, std::move(order));
  auto response = http::json_response(200, print_material(material));
  response.headers.set("Cache-Control", "no-store");
  co_return response;
}

}  // namespace

Task<std::string> material_for(Services& services, json::Document document) {
  const auto read = credential::read_credential(document);
  if (!read) co_return std::string();
  const auto material = co_await services.strand.run(
      actions::find_material(services.ports, services.policy, order_for(*read)));
  auto text = print_material(material);
  if (text.size() > beside_bytes_max) co_return std::string();
  co_return text;
}

std::vector<Row> check_material_rows() {
  return {{"POST", "/check/material", Guard::open_costly, {}, answer}};
}

}  // namespace waarmerk::node::routes
