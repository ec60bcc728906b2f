// Offers: badges that wait for a wallet, as the operator makes, sees and withdraws them.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/actions/offer_badge.hpp"
#include "node/actions/paper_claim.hpp"
#include "node/http/json_body.hpp"
#include "node/openid/interaction.hpp"
#include "node/routes/routes.hpp"

namespace waarmerk::node::routes {
namespace {

/// What an offer and the claim of a badge on paper have in common.
struct Order {
  std::optional<json::Document> award;
  std::optional<std::string> paper;
  std::optional<UnixTime> until;
  std::vector<std::string> formats;
  bool needs_confirmation = false;
};

Result<Order> read_order(const json::Document& body) {
  const json::Reader reader(body);
  TRY_OK(reader.expect(json::Kind::object));
  TRY_OK(reader.allow_only({"award", "paper", "until", "formats", "confirm"}));
  Order order;
  TRY(paper, reader.find_string("paper"));
  if (!paper) {
    TRY(award, reader.get_object("award"));
    order.award = body.part(award.value());
  } else if (reader.find("award")) {
    return fail(actions::bad_offer, "What a badge on paper says is not said again.", "$.award");
  }
  TRY(until, reader.find_time("until"));
  TRY(formats, reader.strings("formats"));
  TRY(confirm, reader.find_boolean("confirm"));
  order.paper = std::move(paper);
  order.until = until;
  order.formats = std::move(formats);
  order.needs_confirmation = confirm.value_or(false);
  return std::move(order);
}

Task<Result<openid::NewOffer>> carry_out(actions::Ports& ports, Order order) {
  if (order.paper) {
    return actions::offer_paper_claim(ports, {.badge_id = std::move(*order.paper),
                                              .until = order.until,
                                              .formats = std::move(order.formats),
                                              .needs_confirmation = order.needs_confirmation});
  }
  return actions::offer_badge(ports, {.award = std::move(*order.award),
                                      .until = order.until,
                                      .formats = std::move(order.formats),
                                      .needs_confirmation = order.needs_confirmation});
}

void write_offer(json::Writer& writer, const openid::Offer& offer, UnixTime now) {
  writer.member("id", offer.id)
      .member("state", openid::print_state(openid::state_of(offer, now)))
      .member("achievement", offer.achievement_id)
      .member("made", print_time(offer.made))
      .member("until", print_time(offer.until));
  if (offer.is_on_paper()) writer.member("paper", offer.paper);
  if (offer.rests_until && now < *offer.rests_until) {
    writer.member("restsUntil", print_time(*offer.rests_until));
  }
  if (offer.wrong_tries > 0) writer.name("wrongTries").integer(offer.wrong_tries);
  if (offer.is_contested) writer.name("contested").boolean(true);
  if (offer.claim) writer.member("holder", offer.claim->holder);
  if (offer.is_issued) writer.member("badge", offer.claim->badge_id);
  if (!offer.event.empty()) writer.member("event", offer.event);
}

Task<Result<http::Response>> make(Services& services, http::Request request,
                                  http::Parameters /*none*/) {
  CO_TRY(body, http::json_body(request));
  CO_TRY(order, read_order(body));
  CO_TRY(made, co_await carry_out(services.ports, std::move(order)));
  const auto& url = services.ports.self.url;
  const auto text = openid::write_offer(url, made.offer, made.code);
  json::Writer writer;
  writer.begin_object();
  write_offer(writer, made.offer, services.ports.clock.now());
  writer.member("interaction", openid::interaction_of_offer(url, made.code))
      .member("link", openid::link_by_reference(url, made.code))
      .member("linkByValue", openid::link_by_value(text))
      .member("txCode", made.tx_code);
  writer.name("offer").raw(text).end_object();
  co_return http::created("/v1/offers/" + made.offer.id, writer.take());
}

Task<Result<http::Response>> list(Services& services, http::Request /*request*/,
                                  http::Parameters /*none*/) {
  CO_TRY(known, actions::known_offers(services.ports));
  json::Writer writer;
  writer.begin_object().name("offers").begin_array();
  for (const auto& offer : known) {
    writer.begin_object();
    write_offer(writer, offer, services.ports.clock.now());
    writer.end_object();
  }
  co_return http::json_response(200, writer.end_array().end_object().take());
}

Task<Result<http::Response>> show(Services& services, http::Request /*request*/,
                                  http::Parameters parameters) {
  CO_TRY(offer, actions::get_offer(services.ports, parameters["id"]));
  json::Writer writer;
  writer.begin_object();
  write_offer(writer, offer, services.ports.clock.now());
  co_return http::json_response(200, writer.end_object().take());
}

Task<Result<http::Response>> confirm(Services& services, http::Request request,
                                     http::Parameters parameters) {
  CO_TRY(body, http::json_body(request));
  const json::Reader reader(body);
  auto known = reader.allow_only({"holder"});
  if (!known) co_return failure_of(std::move(known));
  CO_TRY(holder, reader.get_string("holder"));
  CO_TRY(offer,
         co_await actions::confirm_offer(services.ports, parameters["id"], std::move(holder)));
  json::Writer writer;
  writer.begin_object();
  write_offer(writer, offer, services.ports.clock.now());
  co_return http::json_response(200, writer.end_object().take());
}

Task<Result<http::Response>> withdraw(Services& services, http::Request /*request*/,
                                      http::Parameters parameters) {
  auto done = co_await actions::withdraw_offer(services.ports, parameters["id"]);
  if (!done) co_return failure_of(std::move(done));
  co_return http::no_content();
}

}  // namespace

std::vector<Row> offer_rows() {
  return {
      {"POST", "/v1/offers", Guard::token, scope::issue, make},
      {"GET", "/v1/offers", Guard::token, scope::read, list},
      {"GET", "/v1/offers/{id}", Guard::token, scope::read, show},
      {"POST", "/v1/offers/{id}/confirm", Guard::token, scope::issue, confirm},
      {"DELETE", "/v1/offers/{id}", Guard::token, scope::issue, withdraw},
  };
}

}  // namespace waarmerk::node::routes
