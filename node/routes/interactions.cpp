// Interaction URLs (VCALM): what an offer or a request leads to, for a wallet and for a browser.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "node/actions/ask_badges.hpp"
#include "node/actions/offer_badge.hpp"
#include "node/http/json_body.hpp"
#include "node/http/language.hpp"
#include "node/http/percent.hpp"
#include "node/http/query.hpp"
#include "node/openid/dcql.hpp"
#include "node/openid/interaction.hpp"
#include "node/records/achievements.hpp"
#include "node/routes/routes.hpp"
#include "node/routes/wallet_answers.hpp"
#include "node/web/interaction_page.hpp"

namespace waarmerk::node::routes {
namespace {

/// A browser names HTML; whoever asks for JSON and not for a page is a wallet.
bool wants_json(const http::Request& request) {
  const auto accept = request.headers.find("Accept").value_or("");
  return accept.contains("application/json") && !accept.contains("text/html");
}

std::string name_of(const Services& services) {
  const auto& self = services.ports.self;
  return self.name.empty() ? self.did.text() : self.name;
}

/// A text of a definition of ours; empty where there is none.
std::string text_of_achievement(const Services& services, std::string_view id,
                                std::string_view member) {
  const auto found = records::find_achievement(services.ports.records.store, id);
  if (!found || !*found) return {};
  const auto text = (*found)->root().find(member).and_then(&json::Value::string);
  return std::string(text.value_or(""));
}

web::InteractionPage page_of(const Services& services, const words::Languages& language,
                             std::string link) {
  web::InteractionPage page{.language = language, .node_name = name_of(services)};
  page.path = link.substr(services.ports.self.url.size());
  page.link = std::move(link);
  return page;
}

Result<http::Response> show_offer(const Services& services, const http::Request& request,
                                  const std::string& code) {
  TRY(offer, actions::get_open_offer(services.ports, code));
  const auto& url = services.ports.self.url;
  auto wallet_link = openid::link_by_reference(url, code);
  if (wants_json(request)) {
    return unstored(http::json_response(200, openid::write_offer_protocols(wallet_link)));
  }
  web::OfferPage page{
      page_of(services, http::languages_of(request), openid::interaction_of_offer(url, code)),
      text_of_achievement(services, offer.achievement_id, "name"),
      text_of_achievement(services, offer.achievement_id, "description")};
  const auto place = std::string(url).append(openid::offer_path).append("?code=").append(code);
  page.book_path = "/wallet?credential_offer_uri=" + http::encode_segment(place);
  page.wallet_link = std::move(wallet_link);
  page.until = offer.until;
  return web::offer_page(page);
}

std::string print_step(const openid::PathStep& step) {
  if (const auto* name = std::get_if<std::string>(&step)) return *name;
  if (const auto* place = std::get_if<std::size_t>(&step)) return std::to_string(*place);
  return "*";
}

std::string print_value(const openid::ClaimValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  return std::get<bool>(value) ? "true" : "false";
}

std::string values_of(const openid::ClaimQuery& claim) {
  std::string text;
  for (const auto& value : claim.values) text += (text.empty() ? "" : ", ") + print_value(value);
  return text;
}

/// What people call it, where the claim is one that badges are asked for by.
web::AskedClaim describe(const Services& services, const openid::ClaimQuery& claim) {
  std::string path;
  for (const auto& step : claim.path) path += (path.empty() ? "" : ".") + print_step(step);
  auto values = values_of(claim);
  // In an SD-JWT VC the claims of the subject stand beside the others.
  const std::string achievement =
      path.starts_with("credentialSubject.") ? "credentialSubject.achievement." : "achievement.";
  if (values.empty()) return {.text = path};
  if (path == achievement + "id") {
    const auto name = text_of_achievement(services, values, "name");
    return {.word = "ask.what_badge", .text = name.empty() ? values : name};
  }
  if (path == achievement + "alignment.*.targetUrl") return {"ask.what_skill", values};
  if (path == achievement + "achievementType") return {"ask.what_type", values};
  if (path == "issuer.id") return {"ask.what_issuer", values};
  return {.text = path + ": " + values};
}

/// Each once: the same badge is asked for in more than one form.
std::vector<web::AskedClaim> describe_all(const Services& services, const std::string& query) {
  std::vector<web::AskedClaim> all;
  const auto text = json::parse(query);
  if (!text) return all;
  const auto dcql = openid::read_dcql(json::Reader(*text));
  if (!dcql) return all;
  for (const auto& credential : dcql->credentials) {
    for (const auto& claim : credential.claims) {
      auto one = describe(services, claim);
      const bool is_said = std::ranges::find(all, one.text, &web::AskedClaim::text) != all.end();
      if (!is_said) all.push_back(std::move(one));
    }
  }
  return all;
}

Result<http::Response> show_request(const Services& services, const http::Request& request,
                                    std::string_view id) {
  TRY(asked, actions::get_open_request(services.ports, id));
  const auto& self = services.ports.self;
  const auto did = self.did.text();
  auto wallet_link = openid::link_to_request({self.url, did, self.name}, asked.id);
  if (wants_json(request)) {
    return unstored(http::json_response(200, openid::write_request_protocols(wallet_link)));
  }
  web::RequestPage page{page_of(services, http::languages_of(request),
                                openid::interaction_of_request(self.url, asked.id)),
                        asked.purpose, describe_all(services, asked.query), asked.kept_until};
  page.book_path =
      "/wallet?request_uri=" + http::encode_segment(openid::request_uri_of(self.url, asked.id)) +
      "&client_id=" + http::encode_segment(openid::client_id_of(did)) + "&request_uri_method=post";
  page.wallet_link = std::move(wallet_link);
  page.until = asked.until;
  return web::request_page(page);
}

Task<Result<http::Response>> show(Services& services, http::Request request,
                                  http::Parameters parameters) {
  CO_TRY(query, http::Query::parse(request.query()));
  const auto id = parameters["id"];
  const auto key = query.find("key");
  auto shown = key ? show_offer(services, request, openid::code_of_interaction(id, *key))
                   : show_request(services, request, id);
  const bool is_over = !shown && shown.error().code.kind == ErrorKind::missing;
  if (!is_over || wants_json(request)) co_return shown;
  co_return web::gone_page(http::languages_of(request), name_of(services));
}

}  // namespace

std::vector<Row> interaction_rows() {
  return {{"GET", "/interactions/{id}", Guard::open_cheap, {}, show}};
}

}  // namespace waarmerk::node::routes
