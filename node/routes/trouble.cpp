#include "node/routes/trouble.hpp"

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "crypto/json/parse.hpp"
#include "node/http/language.hpp"
#include "node/web/trouble_page.hpp"

namespace waarmerk::node::routes {
namespace {

/// What a problem document says beside its body.
constexpr std::array<std::string_view, 3> kept_headers{"Allow", "Retry-After", "WWW-Authenticate"};

std::string code_in(const http::Response& problem) {
  const auto document = json::parse(problem.content());
  const auto code = document ? document->root().find("code") : std::nullopt;
  return std::string(code ? code->string().value_or("") : "");
}

http::Response page_of(const Services& services, const http::Request& request,
                       http::Response problem) {
  const auto& self = services.ports.self;
  auto page = web::trouble_page({.status = problem.status,
                                 .language = http::languages_of(request),
                                 .node_name = self.name.empty() ? self.did.text() : self.name,
                                 .code = code_in(problem)});
  for (const auto name : kept_headers) {
    if (const auto value = problem.headers.find(name)) page.headers.set(name, std::string(*value));
  }
  page.headers.set("Vary", "Accept, Accept-Language");
  page.route = std::move(problem.route);
  page.fault = std::move(problem.fault);
  return page;
}

}  // namespace

http::Dress dress_for_browsers(const Services& services) {
  return [&services](const http::Request& request, http::Response response) {
    if (!http::asks_for_page(request) || !http::is_problem(response)) return response;
    return page_of(services, request, std::move(response));
  };
}

}  // namespace waarmerk::node::routes
