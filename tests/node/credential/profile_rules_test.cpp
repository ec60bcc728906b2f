#include "node/credential/profile_rules.hpp"

#include <doctest/doctest.h>

#include <string>

#include "tests/support/badge_builder.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;

namespace {

/// The path at which a profile with these members as well breaks a rule, or nothing.
std::string path_with(std::string_view more) {
  const auto document =
      tests::parse_json(R"({"id":"did:x:y","type":["Profile"],)" + std::string(more) + "}");
  const auto checked = check_profile(Place(document.root(), "$"), {});
  return checked ? "" : checked.error().path;
}

std::string path_of_identity(std::string_view text) {
  const auto document = tests::parse_json(text);
  const auto checked = check_identity(Place(document.root(), "$"));
  return checked ? "" : checked.error().path;
}

}  // namespace

TEST_CASE("the names of a person and the words of an organisation are texts") {
  CHECK(path_with(R"("givenName":"Amira","familyName":"de Vries","official":"the director")")
            .empty());
  CHECK(path_with(R"("familyName":1)") == "$.familyName");
  CHECK(path_with(R"("official":{})") == "$.official");
  CHECK(path_with(R"("url":"nowhere")") == "$.url");
}

TEST_CASE("an address may lie somewhere on the earth, and nowhere else") {
  const auto geo = [](std::string_view at) {
    return path_with(R"("address":{"type":["Address"],"addressLocality":"Breda",
        "geo":{"type":"GeoCoordinates",)" +
                     std::string(at) + "}}");
  };
  CHECK(geo(R"("latitude":51.59,"longitude":4.78)").empty());
  CHECK(geo(R"("latitude":51.59)") == "$.address.geo.longitude");
  CHECK(geo(R"("latitude":91,"longitude":4.78)") == "$.address.geo.latitude");
  CHECK(geo(R"("latitude":51.59,"longitude":-180.5)") == "$.address.geo.longitude");
  CHECK(geo(R"("latitude":"51","longitude":4)") == "$.address.geo.latitude");
  CHECK(path_with(R"("address":{"type":["Place"]})") == "$.address.type");
  CHECK(path_with(R"("address":{"type":["Address"],"postalCode":4811})") == "$.address.postalCode");
}

TEST_CASE("a parent is a profile, and so is its parent") {
  CHECK(path_with(R"("parentOrg":{"id":"did:x:z","type":"Profile"})").empty());
  CHECK(path_with(R"("parentOrg":{"id":"did:x:z","type":"Profile",
      "parentOrg":{"type":"Profile"}})") == "$.parentOrg.parentOrg.id");
}

TEST_CASE("other identifiers say what kind they are") {
  CHECK(path_with(R"("otherIdentifier":[{"type":"IdentifierEntry","identifier":"1",
      "identifierType":"ext:kvk"}])")
            .empty());
  CHECK(path_with(R"("otherIdentifier":[{"type":"IdentifierEntry","identifier":"1"}])") ==
        "$.otherIdentifier[0].identifierType");
  CHECK(path_with(R"("otherIdentifier":"1")") == "$.otherIdentifier");
}

TEST_CASE("an image is a URL, or an object with one") {
  CHECK(path_with(R"("image":"https://a.example/logo.png")").empty());
  CHECK(path_with(R"("image":"logo.png")") == "$.image");
  CHECK(path_with(R"("image":{"id":"data:image/png;base64,AA==","type":"Image"})").empty());
  CHECK(path_with(R"("image":{"type":"Image"})") == "$.image.id");
}

TEST_CASE("endorsements of a profile are checked where they stand") {
  CHECK(path_with(R"("endorsement":{"type":["EndorsementCredential"]})") == "$.endorsement.type");
}

TEST_CASE("an identity says whether it is hashed") {
  CHECK(path_of_identity(R"({"type":"IdentityObject","hashed":false,"identityHash":"a@b.example",
      "identityType":"emailAddress"})")
            .empty());
  CHECK(path_of_identity(R"({"type":"IdentityObject","identityHash":"a@b.example",
      "identityType":"emailAddress"})") == "$.hashed");
  CHECK(path_of_identity(R"({"type":"Identity"})") == "$.type");
}
