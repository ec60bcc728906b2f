#include "node/openid/authorization_details.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "node/openid/error_codes.hpp"

namespace waarmerk::node::openid {
namespace {

ErrorCode refusal(std::string_view text) {
  const auto read = read_authorization_details(text);
  return read ? ErrorCode{} : read.error().code;
}

}  // namespace

TEST_CASE("a wallet says which credentials it wants, and more that does not matter") {
  const auto read = read_authorization_details(
      R"([{"type":"openid_credential","credential_configuration_id":"a","claims":[{}]},)"
      R"({"type":"openid_credential","credential_configuration_id":"c","locations":["d"]},)"
      R"({"type":"openid_credential","credential_configuration_id":"a"}])");
  REQUIRE(read);
  CHECK(*read == std::vector<std::string>{"a", "c"});
}

TEST_CASE("details of another type, without a configuration, or of another form are refused") {
  for (const std::string_view text :
       {"", "{}", "[]", "[7]", R"(["openid_credential"])",
        R"([{"type":"payment","credential_configuration_id":"a"}])",
        R"([{"credential_configuration_id":"a"}])", R"([{"type":"openid_credential"}])",
        R"([{"type":"openid_credential","credential_configuration_id":""}])",
        R"([{"type":"openid_credential","credential_configuration_id":7}])"}) {
    CAPTURE(text);
    CHECK(refusal(text) == invalid_authorization_details);
  }
  const std::string one = R"({"type":"openid_credential","credential_configuration_id":"a"})";
  std::string many = one;
  for (std::size_t i = 1; i < details_max; ++i) many += "," + one;
  CHECK(refusal("[" + many + "]") == ErrorCode{});
  CHECK(refusal("[" + many + "," + one + "]") == invalid_authorization_details);
  CHECK(refusal(std::string(details_bytes_max, ' ') + "[" + one + "]") ==
        invalid_authorization_details);
}

TEST_CASE("what is granted has a name by which it is asked for") {
  json::Writer writer;
  writer.begin_object();
  write_authorization_details(writer, {"a"});
  CHECK(
      writer.end_object().take() ==
      R"({"authorization_details":[{"type":"openid_credential","credential_configuration_id":"a",)"
      R"("credential_identifiers":["badge:a"]}]})");
  CHECK(configuration_of(identifier_of("a")) == "a");
  CHECK_FALSE(configuration_of("a"));
}

}  // namespace waarmerk::node::openid
