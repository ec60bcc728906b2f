// What this node holds of an issuer, for the browser of who checks a badge: the second check is its
// own.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/actions/check_material.hpp"
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

std::vector<Row> check_material_rows() {
  return {{"POST", "/check/material", Guard::open_costly, {}, answer}};
}

}  // namespace waarmerk::node::routes
