#include "node/http/router.hpp"

#include <algorithm>
#include <cassert>
#include <optional>

#include "node/http/json_body.hpp"
#include "node/http/percent.hpp"
#include "node/http/problem.hpp"

namespace waarmerk::node::http {
namespace {

/// Takes the next segment off `path`, which begins with `/`.
std::string_view take_segment(std::string_view& path) {
  path.remove_prefix(1);
  const auto segment = path.substr(0, path.find('/'));
  path.remove_prefix(segment.size());
  return segment;
}

bool is_name(std::string_view segment) { return segment.starts_with('{'); }

/// A word that orders patterns as they are tried, and is the same for two that match the same.
std::string precedence(const Route& route) {
  std::string order;
  std::string_view rest = route.pattern;
  while (!rest.empty()) {
    const auto segment = take_segment(rest);
    order += is_name(segment) ? "/~" : "/!" + std::string(segment);
  }
  return order + ' ' + route.method;
}

[[maybe_unused]] bool is_sound(const Route& route) {
  if (!route.pattern.starts_with('/') || !route.handler) return false;
  std::string_view rest = route.pattern;
  while (!rest.empty()) {
    const auto segment = take_segment(rest);
    if (is_name(segment) != segment.ends_with('}') || segment == "{}") return false;
  }
  return true;
}

bool fits(std::string_view pattern, std::string_view path) {
  while (!pattern.empty() && !path.empty()) {
    const auto wanted = take_segment(pattern);
    const auto given = take_segment(path);
    if (is_name(wanted) ? given.empty() : wanted != given) return false;
  }
  return pattern.empty() && path.empty();
}

Result<Parameters> read_parameters(std::string_view pattern, std::string_view path) {
  Parameters parameters;
  while (!pattern.empty()) {
    const auto wanted = take_segment(pattern);
    const auto given = take_segment(path);
    if (!is_name(wanted)) continue;
    TRY(value, decode_percent(given));
    // A value may end in a file's name or in another URL, where dots would climb.
    if (value == "." || value == "..") return fail(bad_target, "A path segment is only dots.");
    parameters.add(wanted.substr(1, wanted.size() - 2), std::move(value));
  }
  return parameters;
}

Response not_allowed(const std::string& allow, bool asked) {
  auto response =
      asked ? no_content() : problem({method_not_allowed, "This path allows only " + allow + "."});
  response.headers.set("Allow", allow);
  return response;
}

}  // namespace

const std::string& Parameters::operator[](std::string_view name) const {
  static const std::string nothing;
  const auto found = std::ranges::find(all_, name, &std::pair<std::string, std::string>::first);
  assert(found != all_.end());
  return found == all_.end() ? nothing : found->second;
}

struct Router::Match {
  const Route* route = nullptr;
  Parameters parameters = {};
  std::string allow = {};  ///< where the path is known but the method is not
};

Router::Router(std::vector<Route> routes, Dress dress)
    : routes_(std::move(routes)), dress_(std::move(dress)) {
  assert(std::ranges::all_of(routes_, is_sound));
  std::ranges::sort(routes_, {}, precedence);
  assert(std::ranges::adjacent_find(routes_, {}, precedence) == routes_.end());
}

Result<Router::Match> Router::match(const Request& request) const {
  const auto path = request.path();
  if (!path.starts_with('/')) return fail(bad_target, "The target of a request must be a path.");
  std::string_view method = request.method;
  if (method == "HEAD") method = "GET";
  Match match;
  for (const auto& route : routes_) {
    if (!fits(route.pattern, path)) continue;
    if (route.method == method) {
      TRY(parameters, read_parameters(route.pattern, path));
      return Match{&route, std::move(parameters), {}};
    }
    if (!match.allow.empty()) match.allow += ", ";
    match.allow += route.method == "GET" ? "GET, HEAD" : route.method;
  }
  if (match.allow.empty()) return fail(no_such_route, "There is nothing at this path.");
  return match;
}

Task<Response> Router::handle(Request request) const {
  std::optional<Request> asked;
  if (dress_ && asks_for_page(request)) asked = without_body(request);
  auto response = co_await answer(std::move(request));
  if (asked) response = dress_(*asked, std::move(response));
  co_return response;
}

Task<Response> Router::answer(Request request) const {
  auto found = match(request);
  if (!found) co_return problem(found.error());
  if (!found->route) co_return not_allowed(found->allow, request.method == "OPTIONS");
  auto response = co_await found->route->handler(std::move(request), std::move(found->parameters));
  response.route = found->route->pattern;
  co_return response;
}

}  // namespace waarmerk::node::http
