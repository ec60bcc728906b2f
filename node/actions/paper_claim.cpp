#include "node/actions/paper_claim.hpp"

#include <algorithm>
#include <utility>

#include "crypto/json/reader.hpp"
#include "node/actions/change_status.hpp"
#include "node/actions/commit.hpp"
#include "node/actions/offer_badge.hpp"
#include "node/credential/securing.hpp"
#include "node/records/badges.hpp"
#include "node/records/offers.hpp"

namespace waarmerk::node::actions {
namespace {

using openid::NewOffer;
using openid::Offer;

std::string text_at(json::Value object, std::string_view name) {
  return std::string(object.find(name).and_then(&json::Value::string).value_or(""));
}

/// Of what we wrote ourselves: one object, or an array of them.
std::vector<json::Value> objects_at(json::Value object, std::string_view name) {
  std::vector<json::Value> all;
  const auto found = object.find(name);
  if (!found) return all;
  if (found->is(json::Kind::object)) return {*found};
  for (const json::Value one : found->elements()) all.push_back(one);
  return all;
}

/// The ids are given anew: they name a part of one badge.
Award read_claims(json::Value badge) {
  Award award;
  for (const json::Value one : objects_at(badge, "evidence")) {
    const auto id = text_at(one, "id");
    award.evidence.push_back({.id = id.starts_with("urn:uuid:") ? "" : id,
                              .name = text_at(one, "name"),
                              .description = text_at(one, "description"),
                              .narrative = text_at(one, "narrative"),
                              .genre = text_at(one, "genre"),
                              .audience = text_at(one, "audience")});
  }
  const auto subject = badge.find("credentialSubject");
  if (!subject) return award;
  award.narrative = text_at(*subject, "narrative");
  for (const json::Value one : objects_at(*subject, "result")) {
    award.results.push_back({.id = "",
                             .result_description = text_at(one, "resultDescription"),
                             .value = text_at(one, "value"),
                             .status = text_at(one, "status"),
                             .achieved_level = text_at(one, "achievedLevel")});
  }
  return award;
}

/// Whether it may be given to a key now.
Result<void> expect_claimable(const Ports& ports, const records::Badge& badge) {
  if (badge.achievement_id.empty()) {
    return fail(not_claimable, "This badge was not made from a definition of this node.");
  }
  if (!badge.subject.empty()) {
    return fail(not_claimable, "This badge is bound to the key that it names.");
  }
  if (badge.claimed.size() >= paper_claims_max) {
    return fail(not_claimable, "This badge was given again eight times.");
  }
  TRY(standing, standing_of(ports.records, badge));
  if (standing.word == "valid") return {};
  return fail(not_claimable, "This badge is " + standing.word + ".");
}

Result<UnixTime> end_of(const PaperOrder& order, UnixTime now) {
  const auto until = order.until.value_or(now + openid::paper_offer_ms);
  if (until > now && until - now <= openid::paper_offer_ms_max) return until;
  return fail(bad_offer, "A badge on paper can be claimed for up to two years.", "$.until");
}

/// That it can be awarded to a key is known before the card is printed.
Result<std::string> rehearse(Ports& ports, const std::string& badge_id) {
  TRY(award, award_of_paper(ports, badge_id));
  auto achievement_id = award.achievement_id;
  award.subject_id = ports.self.did.text();
  award.form = configurations_of(ports).front().form;
  TRY_OK(check_award(ports, std::move(award)));
  return std::move(achievement_id);
}

/// Voids what was offered of the same badge, and says whether there is room for one more.
Result<void> make_room(const Ports& ports, const std::string& badge_id, storage::Batch& rows) {
  TRY(known, records::list_offers(ports.records.store));
  std::size_t count = 0;
  for (const Offer& each : known) {
    if (!each.is_on_paper()) continue;
    const bool is_replaced = each.paper == badge_id && !each.is_issued;
    if (is_replaced) records::erase_offer(rows, each.id);
    if (!is_replaced) ++count;
  }
  if (count < paper_offers_max) return {};
  return fail(many_paper_offers,
              "5,000 badges on paper wait to be claimed: withdraw some, or wait.");
}

}  // namespace

Result<Award> award_of_paper(const Ports& ports, std::string_view badge_id) {
  TRY(badge, records::find_badge(ports.records.store, badge_id));
  TRY(text, records::find_credential(ports.records.store, badge_id));
  if (!badge || !text) {
    return fail(no_badge, "This node issued no badge " + std::string(badge_id) + ".");
  }
  TRY_OK(expect_claimable(ports, *badge));
  TRY(opened, credential::open(*text));
  TRY(read, credential::read_credential(opened.document));
  if (read.valid_until && *read.valid_until <= ports.clock.now()) {
    return fail(not_claimable, "This badge is over.");
  }
  TRY(awarded, json::Reader(opened.document).find_time("awardedDate"));
  auto award = read_claims(opened.document.root());
  award.achievement_id = badge->achievement_id;
  award.valid_until = read.valid_until;
  award.awarded = awarded ? awarded : read.valid_from;
  award.paper = badge->id;
  return award;
}

Task<Result<NewOffer>> offer_paper_claim(Ports& ports, PaperOrder order) {
  if (ports.self.url.empty()) {
    co_return fail(no_offer_address, "This node has no web address where a wallet could ask.");
  }
  CO_TRY(configurations, choose_configurations(ports, order.formats));
  const auto now = ports.clock.now();
  CO_TRY(until, end_of(order, now));
  // Nobody else changes the offers meanwhile.
  const auto turn = co_await ports.publisher.take_turn();
  CO_TRY(achievement_id, rehearse(ports, order.badge_id));
  storage::Batch rows;
  auto room = make_room(ports, order.badge_id, rows);
  if (!room) co_return failure_of(std::move(room));
  auto made = openid::make_offer({.until = until,
                                  .configurations = std::move(configurations),
                                  .achievement_id = std::move(achievement_id),
                                  .award = "",
                                  .needs_confirmation = order.needs_confirmation,
                                  .paper = std::move(order.badge_id)},
                                 now, ports.random);
  records::save_offer(rows, made.offer);
  auto done = co_await commit(ports.records.journal, std::move(rows));
  if (!done) co_return failure_of(std::move(done));
  co_return std::move(made);
}

}  // namespace waarmerk::node::actions
