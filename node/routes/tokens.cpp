// Tokens: made, listed and withdrawn by who has the scope `admin`.
#include <algorithm>
#include <string>
#include <utility>

#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/actions/commit.hpp"
#include "node/http/json_body.hpp"
#include "node/records/tokens.hpp"
#include "node/routes/routes.hpp"

namespace waarmerk::node::routes {
namespace {

inline constexpr ErrorCode unknown_scope{"access.unknown_scope", ErrorKind::invalid};
inline constexpr ErrorCode no_such_token{"access.no_such_token", ErrorKind::missing};

constexpr std::size_t label_bytes_max = 200;

void write_token(json::Writer& writer, const records::Token& token) {
  writer.member("id", token.id).member("label", token.label);
  writer.name("scopes").begin_array();
  for (const auto& each : token.scopes) writer.string(each);
  writer.end_array().member("created", print_time(token.created));
  if (token.expires) writer.member("expires", print_time(*token.expires));
}

Result<http::TokenWish> read_wish(const json::Document& body, UnixTime now) {
  const json::Reader reader(body);
  TRY_OK(reader.expect(json::Kind::object));
  TRY_OK(reader.allow_only({"scopes", "label", "expires"}));
  TRY(scopes, reader.strings("scopes"));
  TRY(label, reader.find_string("label"));
  TRY(expires, reader.find_time("expires"));
  const auto is_known = [](const std::string& wanted) {
    return std::ranges::find(scope::all, wanted) != std::end(scope::all);
  };
  const bool too_many = scopes.size() > std::size(scope::all);
  if (scopes.empty() || too_many || !std::ranges::all_of(scopes, is_known)) {
    return fail(unknown_scope, "The scopes are issue, status, read, ask, trust and admin.",
                "$.scopes");
  }
  if (label && label->size() > label_bytes_max) {
    return fail(json::too_large, "A label has 200 bytes at the most.", "$.label");
  }
  return http::TokenWish{scopes, label.value_or(""), now, expires};
}

Task<Result<http::Response>> create(Services& services, http::Request request,
                                    http::Parameters /*none*/) {
  CO_TRY(body, http::json_body(request));
  CO_TRY(wish, read_wish(body, services.ports.clock.now()));
  auto made = http::make_token(services.ports.random, wish);
  const records::Token token{made.record.id,    made.record.hash,    made.record.scopes,
                             made.record.label, made.record.created, made.record.expires};
  storage::Batch rows;
  records::save_token(rows, token);
  auto done = co_await actions::commit(services.ports.records.journal, std::move(rows));
  if (!done) co_return failure_of(std::move(done));
  json::Writer writer;
  writer.begin_object().member("token", made.text);
  write_token(writer, token);
  writer.end_object();
  co_return http::json_response(201, writer.take());
}

Task<Result<http::Response>> list(Services& services, http::Request /*request*/,
                                  http::Parameters /*none*/) {
  CO_TRY(tokens, records::list_tokens(services.ports.records.store));
  json::Writer writer;
  writer.begin_object().name("tokens").begin_array();
  for (const auto& token : tokens) {
    writer.begin_object();
    write_token(writer, token);
    writer.end_object();
  }
  writer.end_array().end_object();
  co_return http::json_response(200, writer.take());
}

Task<Result<http::Response>> withdraw(Services& services, http::Request /*request*/,
                                      http::Parameters parameters) {
  CO_TRY(found, records::find_token(services.ports.records.store, parameters["id"]));
  if (!found) co_return fail(no_such_token, "There is no token " + parameters["id"] + ".");
  storage::Batch rows;
  records::erase_token(rows, found->id);
  auto done = co_await actions::commit(services.ports.records.journal, std::move(rows));
  if (!done) co_return failure_of(std::move(done));
  co_return http::no_content();
}

}  // namespace

http::Access::Lookup token_lookup(const storage::View& store) {
  return [&store](std::string_view id) -> Result<std::optional<http::TokenRecord>> {
    TRY(found, records::find_token(store, id));
    if (!found) return std::nullopt;
    return http::TokenRecord{found->id,    found->hash,    found->scopes,
                             found->label, found->created, found->expires};
  };
}

std::vector<Row> token_rows() {
  return {
      {"POST", "/v1/tokens", Guard::token, scope::admin, create},
      {"GET", "/v1/tokens", Guard::token, scope::admin, list},
      {"DELETE", "/v1/tokens/{id}", Guard::token, scope::admin, withdraw},
  };
}

}  // namespace waarmerk::node::routes
