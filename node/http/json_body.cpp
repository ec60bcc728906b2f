#include "node/http/json_body.hpp"

#include <utility>

#include "node/http/problem.hpp"

namespace waarmerk::node::http {
namespace {

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool is_json_type(std::string_view type) {
  constexpr std::string_view prefix = "application/";
  if (type.size() <= prefix.size()) return false;
  if (!equal_without_case(type.substr(0, prefix.size()), prefix)) return false;
  const auto subtype = type.substr(prefix.size());
  if (equal_without_case(subtype, "json")) return true;
  return subtype.size() > 5 && equal_without_case(subtype.substr(subtype.size() - 5), "+json");
}

/// Only UTF-8 may be said; other parameters mean nothing to JSON (RFC 8259 11).
bool is_fit_parameter(std::string_view parameter) {
  const auto mark = parameter.find('=');
  if (mark == std::string_view::npos) return parameter.empty();
  if (!equal_without_case(trim(parameter.substr(0, mark)), "charset")) return true;
  const auto value = trim(parameter.substr(mark + 1));
  return equal_without_case(value, "utf-8") || equal_without_case(value, "\"utf-8\"");
}

bool is_json(std::string_view content_type) {
  auto end = content_type.find(';');
  if (!is_json_type(trim(content_type.substr(0, end)))) return false;
  while (end != std::string_view::npos) {
    content_type.remove_prefix(end + 1);
    end = content_type.find(';');
    if (!is_fit_parameter(trim(content_type.substr(0, end)))) return false;
  }
  return true;
}

}  // namespace

Result<json::Document> json_body(const Request& request, const json::Limits& limits) {
  const auto type = request.headers.find("Content-Type");
  if (!type || !is_json(*type)) {
    return fail(unsupported_media_type, "The body must be application/json.");
  }
  return json::parse(request.body, limits);
}

Response json_response(int status, std::string body) {
  return json_response(status, std::move(body), "application/json");
}

Response json_response(int status, std::string body, std::string_view content_type) {
  Response response{.status = status, .headers = {}, .body = std::move(body)};
  response.headers.set("Content-Type", std::string(content_type));
  return response;
}

Response created(std::string location, std::string body) {
  auto response = json_response(201, std::move(body));
  response.headers.set("Location", std::move(location));
  return response;
}

Response no_content() { return {.status = 204, .headers = {}, .body = {}}; }

Response text_response(int status, std::string body) {
  return json_response(status, std::move(body), "text/plain; charset=utf-8");
}

}  // namespace waarmerk::node::http
