#include "node/credential/endorsement_rules.hpp"

#include "crypto/jose/jws.hpp"
#include "node/credential/achievement.hpp"
#include "node/credential/field_rules.hpp"
#include "node/credential/profile_rules.hpp"

namespace waarmerk::node::credential {
namespace {

Result<void> check_jws(const Place& place) {
  const auto text = place.value().string();
  if (text && jose::open_jws(*text)) return {};
  return place.fail_here(bad_achievement, "This must be a compact JWS.");
}

Result<void> check_issuer(const Place& place, const CredentialLimits& limits) {
  const auto issuer = place.find("issuer");
  if (issuer && issuer->value().is(json::Kind::object)) return check_profile(*issuer, limits);
  return expect_url(place, "issuer", Presence::required);
}

Result<void> check_subject(const Place& subject) {
  TRY_OK(expect_object(subject, "EndorsementSubject"));
  TRY_OK(expect_url(subject, "id", Presence::required));
  return expect_text(subject, "endorsementComment", Presence::optional);
}

}  // namespace

Result<void> check_endorsement(const Place& place, const CredentialLimits& limits) {
  TRY_OK(expect_object(place, "VerifiableCredential"));
  TRY_OK(expect_object(place, "EndorsementCredential"));
  TRY_OK(expect_url(place, "id", Presence::required));
  TRY_OK(expect_text(place, "name", Presence::optional));
  TRY_OK(check_issuer(place, limits));
  if (!place.find("validFrom") && !place.find("issuanceDate")) {
    return place.fail_at("validFrom", bad_achievement, "This must be there.");
  }
  for (const auto* name : {"validFrom", "validUntil", "issuanceDate", "expirationDate"}) {
    TRY_OK(expect_time(place, name));
  }
  const auto subject = place.find("credentialSubject");
  if (!subject) return place.fail_at("credentialSubject", bad_achievement, "This must be there.");
  return check_subject(*subject);
}

Result<void> check_endorsements(const Place& place, const CredentialLimits& limits) {
  TRY_OK(each(place, "endorsement", limits.related_max, bad_achievement,
              [&](const Place& one) { return check_endorsement(one, limits); }));
  return each(place, "endorsementJwt", limits.related_max, bad_achievement, check_jws);
}

}  // namespace waarmerk::node::credential
