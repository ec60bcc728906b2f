// Survival kits: what a badge needs to be checked without a network, from what this node holds.
#include <optional>
#include <string>
#include <utility>

#include "crypto/json/reader.hpp"
#include "node/actions/make_kit.hpp"
#include "node/http/json_body.hpp"
#include "node/routes/routes.hpp"

namespace waarmerk::node::routes {
namespace {

inline constexpr ErrorCode no_such_form{"kit.no_such_form", ErrorKind::invalid};

Result<actions::KitForm> read_form(const json::Reader& body) {
  TRY(form, body.find_string("form"));
  if (!form || *form == "kit") return actions::KitForm::whole;
  if (*form == "staple") return actions::KitForm::staple;
  return body.fail_here(no_such_form, "The form is kit or staple.");
}

/// An object, or the compact text of a badge that is none.
Result<std::string> read_badge(const json::Document& document, const json::Reader& body) {
  TRY(given, body.get("verifiableCredential"));
  if (given.value().is(json::Kind::object)) {
    return std::string(document.part(given.value()).text());
  }
  return given.string();
}

Task<Result<http::Response>> make(Services& services, http::Request request,
                                  http::Parameters /*none*/) {
  CO_TRY(document, http::json_body(request));
  const json::Reader body(document);
  CO_TRY(form, read_form(body));
  CO_TRY(badge, read_badge(document, body));
  CO_TRY(kit, actions::make_kit(services.ports, services.witness,
                                {.badge = std::move(badge), .form = form}));
  co_return http::json_response(200, kit::write_kit(kit));
}

}  // namespace

/// Open to anybody: a holder must not depend on an operator for what outlives the issuer, and all
/// in it is public.
std::vector<Row> kit_rows() { return {{"POST", "/v1/kits", Guard::open_costly, {}, make}}; }

}  // namespace waarmerk::node::routes
