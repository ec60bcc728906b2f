// ToIP TRQP 2.0: whether we authorise an organisation to issue, or recognise it as one that says
// who may, as other systems ask it (spec/trust.md 14).
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/actions/trust_desk.hpp"
#include "node/http/json_body.hpp"
#include "node/routes/routes.hpp"

namespace waarmerk::node::routes {
namespace {

inline constexpr ErrorCode not_answered{"trust.not_answered", ErrorKind::missing};
inline constexpr ErrorCode bad_identifier{"trust.bad_identifier", ErrorKind::invalid};

constexpr std::size_t request_id_bytes_max = 128;

/// The four names, and the context, come back as they came.
struct Query {
  std::string entity_id;
  std::string authority_id;
  std::string action;
  std::string resource;
  std::optional<json::Reader> context = {};
  std::optional<UnixTime> time = {};
};

/// The characters of RFC 3986, whatever they are put together to.
bool is_identifier(std::string_view text) {
  const auto may_stand = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-._~:/?#[]@!$&'()*+,;=%").contains(c);
  };
  return !text.empty() && std::ranges::all_of(text, may_stand);
}

Result<std::string> read_identifier(const json::Reader& body, std::string_view name) {
  TRY(text, body.get_string(name));
  if (is_identifier(text)) return text;
  return fail(bad_identifier, "An identifier is made of the characters of a URI.",
              body.path() + "." + std::string(name));
}

/// TRQP has times in UTC alone.
Result<std::optional<UnixTime>> read_time(const json::Reader& context) {
  TRY(text, context.find_string("time"));
  if (!text || text->empty()) return std::nullopt;
  if (!text->ends_with('Z') && !text->ends_with('z') && !text->ends_with("+00:00"))
    return context.fail_here(bad_time, "A time here is of UTC, with Z.");
  return context.find_time("time");
}

Result<Query> read_query(const json::Reader& body) {
  TRY_OK(body.expect(json::Kind::object));
  Query query;
  TRY(entity, read_identifier(body, "entity_id"));
  TRY(authority, read_identifier(body, "authority_id"));
  TRY(action, read_identifier(body, "action"));
  TRY(resource, read_identifier(body, "resource"));
  query = {std::move(entity), std::move(authority), std::move(action), std::move(resource)};
  TRY(context, body.find_object("context"));
  if (!context) return query;
  for (const auto& [name, member] : context->value().members()) {
    if (!member.string())
      return context->fail_here(json::wrong_type, "What stands in a context is text.");
  }
  TRY(time, read_time(*context));
  query.time = time;
  query.context = std::move(context);
  return query;
}

/// The resource, and what the context adds to it.
Result<trust::Scope> scope_of(const Query& query) {
  trust::Scope scope;
  const bool is_type = query.resource.starts_with("ext:") || !query.resource.contains(':');
  if (query.resource != "any") {
    scope.values[is_type ? trust::Dimension::achievement_type : trust::Dimension::skill].insert(
        query.resource);
  }
  if (!query.context) return scope;
  for (const auto& [dimension, name] : trust::dimension_names) {
    TRY(value, query.context->find_string(name));
    if (value) scope.values[dimension].insert(std::move(*value));
  }
  return scope;
}

Result<actions::TrustQuestion> question_of(const Query& query, std::string_view action,
                                           const actions::Identity& self, UnixTime now) {
  if (query.authority_id != self.did.text()) {
    return fail(not_answered, "This node answers for " + self.did.text() + " alone.",
                "$.authority_id");
  }
  if (query.action != action)
    return fail(not_answered, "The action here is " + std::string(action) + ".", "$.action");
  auto entity = did::Did::parse(query.entity_id);
  if (!entity) return fail(not_answered, "An entity has a DID here.", "$.entity_id");
  TRY(scope, scope_of(query));
  return actions::TrustQuestion{std::move(*entity), std::move(scope), query.time.value_or(now)};
}

struct Finding {
  std::string_view name;  ///< of the member that says it
  bool holds = false;
  std::string message;
};

std::string print(const Query& query, const Finding& finding, UnixTime now) {
  json::Writer writer;
  writer.begin_object().member("entity_id", query.entity_id);
  writer.member("authority_id", query.authority_id).member("action", query.action);
  writer.member("resource", query.resource).name(finding.name).boolean(finding.holds);
  if (query.time) writer.member("time_requested", print_time(*query.time));
  writer.member("time_evaluated", print_time(now)).member("message", finding.message);
  if (query.context) writer.name("context").value(query.context->value());
  return writer.end_object().take();
}

/// With the id by which the asker finds his request again.
http::Response respond(const http::Request& request, std::string body) {
  auto response = http::json_response(200, std::move(body));
  const auto id = request.headers.find("X-Request-ID");
  const auto is_plain = [](char c) { return c > 0x20 && c < 0x7f; };
  if (id && id->size() <= request_id_bytes_max && std::ranges::all_of(*id, is_plain))
    response.headers.set("X-Request-ID", std::string(*id));
  return response;
}

Task<Result<http::Response>> authorize(Services& services, http::Request request,
                                       http::Parameters /*none*/) {
  CO_TRY(body, http::json_body(request));
  CO_TRY(query, read_query(json::Reader(body)));
  const auto now = services.ports.clock.now();
  CO_TRY(question, question_of(query, "issue", services.ports.self, now));
  CO_TRY(shown, services.trust.explain(question, now));
  const Finding finding{"authorized", shown.level == trust::Level::full, shown.sentence()};
  co_return respond(request, print(query, finding, now));
}

Task<Result<http::Response>> recognize(Services& services, http::Request request,
                                       http::Parameters /*none*/) {
  CO_TRY(body, http::json_body(request));
  CO_TRY(query, read_query(json::Reader(body)));
  const auto now = services.ports.clock.now();
  CO_TRY(question, question_of(query, "recognize", services.ports.self, now));
  CO_TRY(heeded, services.trust.heed(question, now));
  const Finding finding{"recognized", heeded.is_enough(), heeded.sentence()};
  co_return respond(request, print(query, finding, now));
}

}  // namespace

std::vector<Row> trqp_rows() {
  return {{"POST", "/authorization", Guard::token, scope::trust, authorize},
          {"POST", "/recognition", Guard::token, scope::trust, recognize}};
}

}  // namespace waarmerk::node::routes
