#include "node/routes/wallet_answers.hpp"

#include <string>
#include <string_view>
#include <utility>

#include "crypto/json/writer.hpp"
#include "node/http/json_body.hpp"
#include "node/openid/error_codes.hpp"

namespace waarmerk::node::routes {
namespace {

/// What stands behind the dot of our codes (node/openid/error_codes.hpp).
constexpr std::string_view family = "openid.";

/// The characters that an error_description may hold (RFC 6749 5.2).
std::string plain(std::string text) {
  for (auto& letter : text) {
    if (letter < ' ' || letter > '~' || letter == '"' || letter == '\\') letter = ' ';
  }
  return text;
}

http::Response refusal(int status, const Error& error) {
  const auto name = error.code.name.substr(family.size());
  json::Writer writer;
  writer.begin_object().member("error", name);
  writer.member("error_description", plain(error.detail)).end_object();
  auto response = unstored(http::json_response(status, writer.take()));
  if (status == 401) {
    response.headers.set("WWW-Authenticate", "Bearer error=\"" + std::string(name) + "\"");
  }
  return response;
}

}  // namespace

http::Response unstored(http::Response response) {
  response.headers.set("Cache-Control", "no-store");
  return response;
}

Result<http::Response> refuse_wallet(Error error) {
  switch (error.code.kind) {
    case ErrorKind::internal:
    case ErrorKind::unavailable:
    case ErrorKind::exhausted: return std::unexpected(std::move(error));
    case ErrorKind::unauthenticated:
      // Who shows no token at all is not told of an error (RFC 6750 3).
      if (!error.code.name.starts_with(family)) return std::unexpected(std::move(error));
      return refusal(401, error);
    case ErrorKind::invalid:
    case ErrorKind::denied:
    case ErrorKind::missing:
    case ErrorKind::conflict: break;
  }
  if (!error.code.name.starts_with(family)) error.code = openid::request_denied;
  return refusal(400, error);
}

Result<http::Query> read_wallet_form(const http::Request& request) {
  const auto type = request.headers.find("Content-Type").value_or("");
  if (!http::equal_without_case(type.substr(0, type.find(';')),
                                "application/x-www-form-urlencoded")) {
    return fail(openid::invalid_request, "The body must be application/x-www-form-urlencoded.");
  }
  auto form = http::Query::parse(request.body);
  if (!form) return fail(openid::invalid_request, form.error().detail);
  return form;
}

}  // namespace waarmerk::node::routes
