#include "node/actions/offer_badge.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "crypto/json/reader.hpp"
#include "node/actions/commit.hpp"
#include "node/actions/read_award.hpp"
#include "node/credential/form.hpp"
#include "node/credential/sd_jwt_badge.hpp"
#include "node/openid/secret_text.hpp"
#include "node/records/offers.hpp"

namespace waarmerk::node::actions {
namespace {

static_assert(openid::open_badge_type == credential::open_badge_vct);

using openid::NewOffer;
using openid::Offer;

/// The suite of a key of this kind for `ldp_vc`, which is over RDF (OpenID4VCI 1.0 A.1.2).
std::string_view suite_of(const std::vector<std::string_view>& forms) {
  for (const auto form : forms) {
    if (form == "eddsa-rdfc-2022" || form == "ecdsa-rdfc-2019") return form;
  }
  return {};
}

/// The badge as it would be for anybody: that it can be awarded is known before it is offered.
Result<void> rehearse(Ports& ports, const json::Document& award) {
  const json::Reader reader(award);
  TRY_OK(reader.expect(json::Kind::object));
  TRY_OK(reader.allow_only(
      {"achievement", "validUntil", "awardedDate", "narrative", "evidence", "results"}));
  TRY(read, read_award_claims(reader));
  read.subject_id = ports.self.did.text();
  read.form = configurations_of(ports).front().form;
  return check_award(ports, std::move(read));
}

Result<UnixTime> end_of(const OfferOrder& order, UnixTime now) {
  const auto until = order.until.value_or(now + openid::offer_ms);
  if (until > now && until - now <= openid::offer_ms_max) return until;
  return fail(bad_offer, "An offer is open for up to a day.", "$.until");
}

bool is_old(const Offer& offer, UnixTime now) {
  if (!offer.is_on_paper()) return offer.made + offer_kept_ms <= now;
  const bool was_taken = offer.is_issued && offer.token;
  return (was_taken ? offer.token->until : offer.until) + offer_kept_ms <= now;
}

}  // namespace

std::vector<openid::Configuration> configurations_of(const Ports& ports) {
  const auto algorithm = ports.self.issuing.public_key().algorithm();
  std::vector<openid::Configuration> all;
  if (const auto suite = suite_of(credential::forms_of(algorithm)); !suite.empty()) {
    all.push_back({"OpenBadgeCredential_ldp_vc", openid::ldp_vc, suite, suite});
  }
  all.push_back({"OpenBadgeCredential_jwt_vc_json", openid::jwt_vc_json, credential::vc_jwt,
                 keys::jose_name(algorithm)});
  all.push_back({"OpenBadgeCredential_dc+sd-jwt", openid::dc_sd_jwt, credential::dc_sd_jwt,
                 keys::jose_name(algorithm)});
  return all;
}

Result<std::vector<std::string>> choose_configurations(const Ports& ports,
                                                       const std::vector<std::string>& formats) {
  const auto all = configurations_of(ports);
  std::vector<std::string> chosen;
  for (const auto& each : all) {
    const bool is_asked = std::ranges::find(formats, each.format) != formats.end();
    if (formats.empty() || is_asked) chosen.push_back(each.id);
  }
  const auto is_known = [&all](const std::string& format) {
    return std::ranges::find(all, format, &openid::Configuration::format) != all.end();
  };
  if (std::ranges::all_of(formats, is_known)) return chosen;
  return fail(bad_offer, "Badges of this organisation are not offered in this format.",
              "$.formats");
}

Task<Result<NewOffer>> offer_badge(Ports& ports, OfferOrder order) {
  if (ports.self.url.empty()) {
    co_return fail(no_offer_address, "This node has no web address where a wallet could ask.");
  }
  if (auto good = rehearse(ports, order.award); !good) co_return failure_of(std::move(good));
  CO_TRY(configurations, choose_configurations(ports, order.formats));
  const auto now = ports.clock.now();
  CO_TRY(until, end_of(order, now));
  // Nobody else changes the offers meanwhile.
  const auto turn = co_await ports.publisher.take_turn();
  CO_TRY(known, records::list_offers(ports.records.store));
  std::erase_if(known, &Offer::is_on_paper);
  if (known.size() >= offers_max) {
    co_return fail(many_offers, "1,000 offers are known: withdraw some, or wait.");
  }
  const auto achievement = order.award.root().find("achievement")->string();
  auto made = openid::make_offer({.until = until,
                                  .configurations = std::move(configurations),
                                  .achievement_id = std::string(*achievement),
                                  .award = json::print(order.award.root()),
                                  .needs_confirmation = order.needs_confirmation},
                                 now, ports.random);
  storage::Batch rows;
  records::save_offer(rows, made.offer);
  auto done = co_await commit(ports.records.journal, std::move(rows));
  if (!done) co_return failure_of(std::move(done));
  co_return std::move(made);
}

Result<std::vector<Offer>> known_offers(const Ports& ports) {
  TRY(all, records::list_offers(ports.records.store));
  std::erase_if(all, [now = ports.clock.now()](const auto& each) { return is_old(each, now); });
  std::ranges::sort(all, std::ranges::greater(), &Offer::made);
  return std::move(all);
}

Result<Offer> get_offer(const Ports& ports, std::string_view id) {
  TRY(found, records::find_offer(ports.records.store, id));
  if (found && !is_old(*found, ports.clock.now())) return std::move(*found);
  return fail(no_offer, "There is no such offer.");
}

Result<Offer> get_open_offer(const Ports& ports, std::string_view code) {
  const auto id = openid::secret_id(openid::SecretKind::code, code);
  if (!id) return fail(no_offer, "There is no such offer.");
  TRY(offer, get_offer(ports, *id));
  const auto state = state_of(offer, ports.clock.now());
  const bool is_open = state == openid::OfferState::open || state == openid::OfferState::resting;
  if (is_open && openid::opens(offer.code_hash, code)) return std::move(offer);
  return fail(no_offer, "There is no such offer.");
}

Task<Result<Offer>> confirm_offer(Ports& ports, std::string id, std::string holder) {
  const auto turn = co_await ports.publisher.take_turn();
  CO_TRY(offer, get_offer(ports, id));
  const bool waits = state_of(offer, ports.clock.now()) == openid::OfferState::waiting;
  if (!waits || offer.claim->holder != holder) {
    co_return fail(not_waiting, "No wallet with this key waits for this offer.");
  }
  offer.is_confirmed = true;
  storage::Batch rows;
  records::save_offer(rows, offer);
  auto done = co_await commit(ports.records.journal, std::move(rows));
  if (!done) co_return failure_of(std::move(done));
  co_return std::move(offer);
}

Task<Result<void>> withdraw_offer(Ports& ports, std::string id) {
  const auto turn = co_await ports.publisher.take_turn();
  CO_TRY(found, get_offer(ports, id));
  storage::Batch rows;
  records::erase_offer(rows, id);
  co_return co_await commit(ports.records.journal, std::move(rows));
}

Task<Result<std::size_t>> forget_offers(Ports& ports) {
  const auto turn = co_await ports.publisher.take_turn();
  CO_TRY(all, records::list_offers(ports.records.store));
  storage::Batch rows;
  std::size_t count = 0;
  for (const auto& each : all) {
    if (!is_old(each, ports.clock.now())) continue;
    records::erase_offer(rows, each.id);
    ++count;
  }
  if (count == 0) co_return count;
  auto done = co_await commit(ports.records.journal, std::move(rows));
  if (!done) co_return failure_of(std::move(done));
  co_return count;
}

}  // namespace waarmerk::node::actions
