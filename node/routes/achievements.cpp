// Badge definitions: what this organisation awards.
#include <utility>

#include "crypto/json/writer.hpp"
#include "node/actions/define_achievement.hpp"
#include "node/http/json_body.hpp"
#include "node/http/percent.hpp"
#include "node/http/query.hpp"
#include "node/records/achievements.hpp"
#include "node/routes/routes.hpp"

namespace waarmerk::node::routes {
namespace {

std::string id_of(const json::Document& definition) {
  return std::string(
      definition.root().find("id").and_then(&json::Value::string).value_or(std::string_view()));
}

/// The definitions that we gave an id lie under our own address; their last part is enough.
std::string whole_id(const Services& services, const std::string& id) {
  const bool is_whole = id.find(':') != std::string::npos;
  const auto& url = services.ports.self.url;
  return is_whole || url.empty() ? id : url + "/v1/achievements/" + id;
}

Task<Result<http::Response>> define(Services& services, http::Request request,
                                    http::Parameters /*none*/) {
  CO_TRY(definition, http::json_body(request));
  CO_TRY(kept, co_await actions::define_achievement(services.ports, definition));
  auto place = "/v1/achievements/" + http::encode_segment(id_of(kept));
  co_return http::created(std::move(place), json::print(kept.root()));
}

Task<Result<http::Response>> list(Services& services, http::Request request,
                                  http::Parameters /*none*/) {
  CO_TRY(query, http::Query::parse(request.query()));
  CO_TRY(limit, query.find_integer("limit", {1, 500}));
  records::AchievementPage page;
  page.after = std::string(query.find("after").value_or(""));
  page.limit = static_cast<std::size_t>(limit.value_or(100));
  CO_TRY(found, records::list_achievements(services.ports.records.store, page));
  json::Writer writer;
  writer.begin_object().name("achievements").begin_array();
  for (const auto& definition : found) writer.value(definition.root());
  writer.end_array();
  if (found.size() == page.limit) writer.member("next", id_of(found.back()));
  writer.end_object();
  co_return http::json_response(200, writer.take());
}

Task<Result<http::Response>> show(Services& services, http::Request /*request*/,
                                  http::Parameters parameters) {
  const auto id = whole_id(services, parameters["id"]);
  CO_TRY(found, records::find_achievement(services.ports.records.store, id));
  if (!found) co_return fail(actions::no_achievement, "There is no badge definition " + id + ".");
  co_return http::json_response(200, json::print(found->root()));
}

}  // namespace

std::vector<Row> achievement_rows() {
  return {
      {"POST", "/v1/achievements", Guard::token, scope::issue, define},
      {"GET", "/v1/achievements", Guard::open_cheap, {}, list},
      {"GET", "/v1/achievements/{id}", Guard::open_cheap, {}, show},
  };
}

}  // namespace waarmerk::node::routes
