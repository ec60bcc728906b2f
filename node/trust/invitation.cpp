#include "node/trust/invitation.hpp"

#include <utility>

#include "crypto/base/sha2.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::node::trust {
namespace {

constexpr std::int64_t last_second = 253'402'300'799;  // of the year 9999
constexpr std::string_view answer_domain{"bot/invitation/1\0", 17};

/// In the letters of every 32 bytes here.
std::string print_nonce(const Nonce& nonce) { return feed::print_feed_id(feed::FeedId{nonce}); }

Result<UnixTime> read_end(const json::Reader& claims) {
  TRY(seconds, claims.get_integer("exp"));
  if (seconds <= 0 || seconds > last_second) {
    return claims.fail_here(bad_invitation, "Its end is no time.");
  }
  return UnixTime{seconds * second_ms};
}

}  // namespace

std::string write_invitation(const Invitation& invitation) {
  json::Writer writer;
  writer.begin_object().member("iss", invitation.inviter.text());
  if (!invitation.name.empty()) writer.member("name", invitation.name);
  if (!invitation.url.empty()) writer.member("uri", invitation.url);
  if (invitation.invitee) writer.member("aud", invitation.invitee->text());
  writer.member("jti", print_nonce(invitation.nonce));
  writer.name("exp").integer(invitation.until.ms / second_ms);
  writer.name("terms").begin_object();
  write_terms(writer, invitation.terms);
  return writer.end_object().end_object().take();
}

Result<Invitation> read_invitation(const json::Document& claims) {
  const json::Reader reader(claims);
  TRY(issuer, reader.get_string("iss"));
  TRY(inviter, did::Did::parse(issuer));
  TRY(name, reader.find_string("name"));
  TRY(url, reader.find_string("uri"));
  TRY(audience, reader.find_string("aud"));
  TRY(nonce_text, reader.get_string("jti"));
  const auto nonce = feed::parse_feed_id(nonce_text);
  if (!nonce) return fail(bad_invitation, "Its nonce is not 32 bytes.", "$.jti");
  TRY(until, read_end(reader));
  TRY(object, reader.get_object("terms"));
  TRY(terms, read_terms(object));
  Invitation invitation{.inviter = std::move(inviter),
                        .name = std::move(name).value_or(""),
                        .url = std::move(url).value_or(""),
                        .nonce = nonce->value,
                        .until = until,
                        .terms = std::move(terms)};
  if (audience) {
    TRY(invitee, did::Did::parse(*audience));
    invitation.invitee = std::move(invitee);
  }
  return invitation;
}

std::string answer_to(const Nonce& nonce, const feed::FeedId& from) {
  const auto hash = sha256({bytes_of(answer_domain), nonce, from.value});
  return feed::print_feed_id(feed::FeedId{hash.value});
}

}  // namespace waarmerk::node::trust
