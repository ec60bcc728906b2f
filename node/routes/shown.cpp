#include "node/routes/shown.hpp"

#include <optional>
#include <utility>

#include "node/credential/presentation.hpp"
#include "node/routes/checking.hpp"
#include "node/web/shown_page.hpp"

namespace waarmerk::node::routes {
namespace {

/// Until when it may be shown: of the one signature that it has.
std::optional<UnixTime> end_of(const json::Document& document) {
  const auto proof = document.root().find("proof");
  const auto expires = proof ? proof->find("expires") : std::nullopt;
  const auto text = expires ? expires->string() : std::nullopt;
  const auto time = text ? parse_time(*text) : Result<UnixTime>(fail(bad_time, ""));
  return time ? std::optional(*time) : std::nullopt;
}

}  // namespace

bool is_shown(const credential::Secured& opened) {
  const auto holder = credential::read_holder(opened.document);
  return holder.has_value();
}

Task<Result<http::Response>> answer_shown(Services& services, credential::Secured opened,
                                          words::Language language, std::string node_name) {
  const auto now = services.ports.clock.now();
  const auto until = end_of(opened.document);
  credential::PresentationOptions options{
      .credentials = {.now = now, .contexts = services.ports.contexts}};
  options.first_seen_of = [&services](json::Value one) { return seen_here(services, one); };
  credential::PresentationVerification verification(std::move(opened), options);
  CO_TRY(verdict, co_await check_presentation(services, std::move(verification), {}, std::nullopt));
  co_return web::shown_page({.language = language,
                             .node_name = std::move(node_name),
                             .verdict = std::move(verdict),
                             .until = until,
                             .checked_at = now});
}

}  // namespace waarmerk::node::routes
