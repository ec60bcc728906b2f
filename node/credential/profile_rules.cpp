#include "node/credential/profile_rules.hpp"

#include <array>
#include <string_view>

#include "node/credential/achievement.hpp"
#include "node/credential/endorsement_rules.hpp"
#include "node/credential/field_rules.hpp"
#include "node/credential/vocabularies.hpp"

namespace waarmerk::node::credential {
namespace {

constexpr auto profile_texts = std::to_array<std::string_view>(
    {"name", "phone", "description", "email", "official", "familyName", "givenName",
     "additionalName", "patronymicName", "honorificPrefix", "honorificSuffix", "familyNamePrefix"});

constexpr auto address_texts = std::to_array<std::string_view>(
    {"addressCountry", "addressCountryCode", "addressRegion", "addressLocality", "streetAddress",
     "postOfficeBoxNumber", "postalCode"});

Result<void> check_coordinate(const Place& geo, std::string_view name, double most) {
  TRY_OK(expect_number(geo, name, Presence::required));
  const auto degrees = geo.value().find(name)->number().value_or(most + 1);
  if (degrees >= -most && degrees <= most) return {};
  return geo.fail_at(name, bad_achievement, "There is no such place on the earth.");
}

Result<void> check_address(const Place& address) {
  TRY_OK(expect_object(address, "Address"));
  for (const auto name : address_texts) TRY_OK(expect_text(address, name, Presence::optional));
  const auto geo = address.find("geo");
  if (!geo) return {};
  TRY_OK(expect_object(*geo, "GeoCoordinates"));
  TRY_OK(check_coordinate(*geo, "latitude", 90));
  return check_coordinate(*geo, "longitude", 180);
}

Result<void> check_identifier_entry(const Place& entry) {
  TRY_OK(expect_object(entry, "IdentifierEntry"));
  TRY_OK(expect_text(entry, "identifier", Presence::required));
  return expect_word(entry, "identifierType", Presence::required, is_identity_type);
}

}  // namespace

Result<void> check_image(const Place& place) {
  const auto image = place.find("image");
  if (!image) return {};
  if (!image->value().is(json::Kind::object)) {
    return expect_url(place, "image", Presence::required);
  }
  TRY_OK(expect_object(*image, "Image"));
  TRY_OK(expect_url(*image, "id", Presence::required));
  return expect_text(*image, "caption", Presence::optional);
}

Result<void> check_identity(const Place& place) {
  TRY_OK(expect_object(place, "IdentityObject"));
  TRY_OK(expect_text(place, "identityHash", Presence::required));
  TRY_OK(expect_text(place, "identityType", Presence::required));
  const auto hashed = place.find("hashed");
  if (!hashed || !hashed->value().boolean()) {
    return place.fail_at("hashed", bad_achievement, "This must be true or false.");
  }
  return expect_text(place, "salt", Presence::optional);
}

Result<void> check_other_identifiers(const Place& place, const CredentialLimits& limits) {
  return each(place, "otherIdentifier", limits.related_max, bad_achievement,
              check_identifier_entry);
}

Result<void> check_profile(const Place& place, const CredentialLimits& limits) {
  TRY_OK(expect_object(place, "Profile"));
  TRY_OK(expect_url(place, "id", Presence::required));
  TRY_OK(expect_url(place, "url", Presence::optional));
  for (const auto name : profile_texts) TRY_OK(expect_text(place, name, Presence::optional));
  TRY_OK(check_image(place));
  if (const auto address = place.find("address")) TRY_OK(check_address(*address));
  TRY_OK(check_other_identifiers(place, limits));
  TRY_OK(check_endorsements(place, limits));
  const auto parent = place.find("parentOrg");
  return parent ? check_profile(*parent, limits) : Result<void>();
}

}  // namespace waarmerk::node::credential
