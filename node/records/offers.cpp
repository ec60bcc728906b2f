#include "node/records/offers.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "crypto/encoding/base64url.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/records/families.hpp"
#include "node/records/rows.hpp"

namespace waarmerk::node::records {
namespace {

Result<Sha256> read_hash(const json::Reader& row, std::string_view name) {
  TRY(text, row.get_string(name));
  TRY(bytes, encoding::decode_base64url(text));
  Sha256 hash;
  if (bytes.size() != hash.value.size()) return fail(bad_row, "A hash has a wrong size.");
  std::ranges::copy(bytes, hash.value.begin());
  return hash;
}

void write_hash(json::Writer& row, std::string_view name, const Sha256& hash) {
  row.member(name, encoding::encode_base64url(hash.value));
}

Result<std::optional<openid::AccessToken>> read_token(const json::Reader& row) {
  TRY(token, row.find_object("token"));
  if (!token) return std::optional<openid::AccessToken>();
  TRY(hash, read_hash(*token, "hash"));
  TRY(until, token->get_time("until"));
  return std::optional(openid::AccessToken{hash, until});
}

Result<std::optional<openid::Claim>> read_claim(const json::Reader& row) {
  TRY(claim, row.find_object("claim"));
  if (!claim) return std::optional<openid::Claim>();
  TRY(holder, claim->get_string("holder"));
  TRY(configuration, claim->get_string("configuration"));
  TRY(badge, claim->get_string("badge"));
  return std::optional(openid::Claim{holder, configuration, badge});
}

Result<openid::Offer> read_offer(std::string_view id, const json::Document& document) {
  const json::Reader row(document);
  TRY(made, row.get_time("made"));
  TRY(until, row.get_time("until"));
  TRY(code_hash, read_hash(row, "code"));
  TRY(tx_code_hash, read_hash(row, "txCode"));
  TRY(configurations, row.strings("configurations"));
  TRY(achievement, row.get_string("achievement"));
  TRY(award, row.get_string("award"));
  TRY(wrong_tries, row.get_integer("wrongTries"));
  TRY(is_contested, row.find_boolean("contested"));
  TRY(needs_confirmation, row.find_boolean("needsConfirmation"));
  TRY(is_confirmed, row.find_boolean("confirmed"));
  TRY(is_issued, row.find_boolean("issued"));
  TRY(event, row.find_string("event"));
  TRY(paper, row.find_string("paper"));
  TRY(rests_until, row.find_time("restsUntil"));
  TRY(token, read_token(row));
  TRY(claim, read_claim(row));
  return openid::Offer{.id = std::string(id),
                       .made = made,
                       .until = until,
                       .code_hash = code_hash,
                       .tx_code_hash = tx_code_hash,
                       .configurations = std::move(configurations),
                       .achievement_id = std::move(achievement),
                       .award = std::move(award),
                       .needs_confirmation = needs_confirmation.value_or(false),
                       .is_confirmed = is_confirmed.value_or(false),
                       .wrong_tries = wrong_tries,
                       .is_contested = is_contested.value_or(false),
                       .token = token,
                       .claim = std::move(claim),
                       .is_issued = is_issued.value_or(false),
                       .event = event.value_or(""),
                       .paper = paper.value_or(""),
                       .rests_until = rests_until};
}

}  // namespace

Result<std::optional<openid::Offer>> find_offer(const storage::View& view, std::string_view id) {
  return find_row<openid::Offer>(view, family::offer, bytes_of(id), read_offer);
}

Result<std::vector<openid::Offer>> list_offers(const storage::View& view) {
  return list_rows<openid::Offer>(view, {.family = family::offer}, read_offer);
}

void save_offer(storage::Batch& batch, const openid::Offer& offer) {
  json::Writer row;
  row.begin_object()
      .member("made", print_time(offer.made))
      .member("until", print_time(offer.until));
  write_hash(row, "code", offer.code_hash);
  write_hash(row, "txCode", offer.tx_code_hash);
  row.name("configurations").begin_array();
  for (const auto& each : offer.configurations) row.string(each);
  row.end_array().member("achievement", offer.achievement_id).member("award", offer.award);
  row.name("wrongTries").integer(offer.wrong_tries);
  if (offer.is_contested) row.name("contested").boolean(true);
  if (offer.needs_confirmation) row.name("needsConfirmation").boolean(true);
  if (offer.is_confirmed) row.name("confirmed").boolean(true);
  if (offer.is_issued) row.name("issued").boolean(true);
  if (!offer.event.empty()) row.member("event", offer.event);
  if (offer.is_on_paper()) row.member("paper", offer.paper);
  if (offer.rests_until) row.member("restsUntil", print_time(*offer.rests_until));
  if (offer.token) {
    row.name("token").begin_object();
    write_hash(row, "hash", offer.token->hash);
    row.member("until", print_time(offer.token->until)).end_object();
  }
  if (offer.claim) {
    row.name("claim").begin_object().member("holder", offer.claim->holder);
    row.member("configuration", offer.claim->configuration);
    row.member("badge", offer.claim->badge_id).end_object();
  }
  row.end_object();
  batch.put(family::offer, bytes_of(offer.id), bytes_of(row.text()));
}

void erase_offer(storage::Batch& batch, std::string_view id) {
  batch.erase(family::offer, bytes_of(id));
}

}  // namespace waarmerk::node::records
