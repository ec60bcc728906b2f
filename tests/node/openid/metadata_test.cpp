#include "node/openid/metadata.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "crypto/encoding/percent.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::node::openid {
namespace {

constexpr std::string_view url = "https://library.example";

json::Value at(json::Value value, std::initializer_list<std::string_view> names) {
  for (const auto name : names) {
    const auto found = value.find(name);
    REQUIRE_MESSAGE(found, name);
    value = *found;
  }
  return value;
}

}  // namespace

TEST_CASE("the metadata of an issuer says where to ask, and what can be asked for") {
  const std::vector<Configuration> configurations{
      {"one", ldp_vc, "eddsa-rdfc-2022", "eddsa-rdfc-2022"},
      {"two", jwt_vc_json, "vc-jwt", "EdDSA"},
      {"three", dc_sd_jwt, "dc+sd-jwt", "ES256"}};
  const auto document =
      tests::parse_json(write_issuer_metadata({url, "Bibliotheek", configurations}));
  const auto root = document.root();
  CHECK(at(root, {"credential_issuer"}).string() == url);
  CHECK(at(root, {"credential_endpoint"}).string() == "https://library.example/openid/credential");
  CHECK(at(root, {"nonce_endpoint"}).string() == "https://library.example/openid/nonce");
  CHECK(at(root, {"deferred_credential_endpoint"}).string() ==
        "https://library.example/openid/deferred-credential");
  CHECK(at(root, {"notification_endpoint"}).string() ==
        "https://library.example/openid/notification");
  // What is not there is not named.
  CHECK_FALSE(root.find("credential_response_encryption"));
  CHECK_FALSE(root.find("batch_credential_issuance"));
  const auto one = at(root, {"credential_configurations_supported", "one"});
  CHECK(at(one, {"format"}).string() == "ldp_vc");
  CHECK(at(one, {"credential_definition", "type"}).size() == 2);
  CHECK(at(one, {"credential_definition", "@context"}).size() == 2);
  CHECK(at(one, {"cryptographic_binding_methods_supported"}).size() == 3);
  CHECK(at(one, {"proof_types_supported", "jwt", "proof_signing_alg_values_supported"}).size() ==
        5);
  const auto two = at(root, {"credential_configurations_supported", "two"});
  CHECK(at(two, {"format"}).string() == "jwt_vc_json");
  CHECK_FALSE(at(two, {"credential_definition"}).find("@context"));
  const auto three = at(root, {"credential_configurations_supported", "three"});
  CHECK(at(three, {"format"}).string() == "dc+sd-jwt");
  CHECK(at(three, {"vct"}).string() == open_badge_type);
  CHECK(json::print(at(three, {"credential_signing_alg_values_supported"})) == R"(["ES256"])");
  CHECK_FALSE(three.find("credential_definition"));
  CHECK_FALSE(two.find("vct"));
  const auto nameless = tests::parse_json(write_issuer_metadata({url, "", configurations}));
  CHECK_FALSE(nameless.root().find("display"));
}

TEST_CASE("the metadata of the authorization server names the one grant, and no client's secret") {
  const auto document = tests::parse_json(write_server_metadata(url));
  CHECK(at(document.root(), {"issuer"}).string() == url);
  CHECK(at(document.root(), {"token_endpoint"}).string() == "https://library.example/openid/token");
  CHECK(at(document.root(), {"pre-authorized_grant_anonymous_access_supported"}).boolean() == true);
  CHECK(json::print(at(document.root(), {"authorization_details_types_supported"})) ==
        R"(["openid_credential"])");
  CHECK(json::print(at(document.root(), {"grant_types_supported"})) ==
        "[\"" + std::string(pre_authorized_code_grant) + "\"]");
}

TEST_CASE("an offer has the code in it, says that another is needed, and does not say which") {
  tests::SeededRandom random;
  const auto made =
      make_offer({tests::badge_now, {"one", "two"}, "urn:x", "{}"}, tests::badge_now, random);
  const auto text = write_offer(url, made.offer, made.code);
  const auto document = tests::parse_json(text);
  CHECK(at(document.root(), {"credential_issuer"}).string() == url);
  CHECK(at(document.root(), {"credential_configuration_ids"}).size() == 2);
  const auto grant = at(document.root(), {"grants", pre_authorized_code_grant});
  CHECK(at(grant, {"pre-authorized_code"}).string() == made.code);
  CHECK(at(grant, {"tx_code", "length"}).integer() == 6);
  CHECK(at(grant, {"tx_code", "description"}).string()->size() <= 300);
  CHECK_FALSE(text.contains("\"" + made.tx_code + "\""));
  CHECK_FALSE(text.contains("urn:x"));

  const auto by_value = link_by_value(text);
  const std::string value_start = "openid-credential-offer://?credential_offer=";
  REQUIRE(by_value.starts_with(value_start));
  CHECK(encoding::decode_percent(by_value.substr(value_start.size())) == text);
  const auto by_reference = link_by_reference(url, made.code);
  const std::string reference_start = "openid-credential-offer://?credential_offer_uri=";
  REQUIRE(by_reference.starts_with(reference_start));
  CHECK(encoding::decode_percent(by_reference.substr(reference_start.size())) ==
        "https://library.example/openid/offer?code=" + made.code);
}

}  // namespace waarmerk::node::openid
