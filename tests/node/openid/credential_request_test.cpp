#include "node/openid/credential_request.hpp"

#include <doctest/doctest.h>

#include "node/openid/error_codes.hpp"
#include "tests/support/badge_builder.hpp"

namespace waarmerk::node::openid {
namespace {

ErrorCode refusal(std::string_view body) {
  const auto read = read_credential_request(tests::parse_json(body));
  return read ? ErrorCode{} : read.error().code;
}

}  // namespace

TEST_CASE("a request names a configuration and has one proof") {
  const auto read = read_credential_request(tests::parse_json(
      R"({"credential_configuration_id":"a","proofs":{"jwt":["x.y.z"]},"format":"of old"})"));
  REQUIRE(read);
  CHECK(read->configuration == "a");
  CHECK(read->proof == "x.y.z");
}

TEST_CASE("what is wanted must be said in the one way that was offered") {
  CHECK(refusal(R"({"proofs":{"jwt":["x"]}})") == invalid_credential_request);
  CHECK(refusal(R"({"credential_configuration_id":7,"proofs":{"jwt":["x"]}})") ==
        invalid_credential_request);
  CHECK(refusal(R"({"credential_identifier":"b","proofs":{"jwt":["x"]}})") == unknown_identifier);
  CHECK(refusal(R"({"credential_identifier":7,"proofs":{"jwt":["x"]}})") == unknown_identifier);
  const auto named = read_credential_request(
      tests::parse_json(R"({"credential_identifier":"badge:a","proofs":{"jwt":["x"]}})"));
  REQUIRE(named);
  CHECK(named->configuration == "a");
  CHECK(named->is_identified);
  CHECK(refusal(R"({"credential_identifier":"b","credential_configuration_id":"a"})") ==
        invalid_credential_request);
  CHECK(refusal("[]") == invalid_credential_request);
  CHECK(refusal(R"({"credential_configuration_id":"a","proofs":{"jwt":["x"]},
                    "credential_response_encryption":{}})") == invalid_encryption);
}

TEST_CASE("a deferred request names the transaction that it waits for") {
  const auto refused = [](std::string_view body) {
    const auto read = read_deferred_request(tests::parse_json(body));
    return read ? ErrorCode{} : read.error().code;
  };
  CHECK(read_deferred_request(tests::parse_json(R"({"transaction_id":"x","more":1})")) == "x");
  CHECK(refused("{}") == invalid_credential_request);
  CHECK(refused("[]") == invalid_credential_request);
  CHECK(refused(R"({"transaction_id":7})") == invalid_credential_request);
  CHECK(refused(R"({"transaction_id":"x","credential_response_encryption":{}})") ==
        invalid_encryption);
}

TEST_CASE("proofs are of one type, and one is taken at a time") {
  const auto with = [](const std::string& proofs) {
    return refusal(R"({"credential_configuration_id":"a")" + proofs + "}");
  };
  CHECK(with(R"(,"proofs":{"jwt":["x"]})") == ErrorCode{});
  CHECK(with("") == invalid_proof);
  CHECK(with(R"(,"proof":{"proof_type":"jwt","jwt":"x"})") == invalid_proof);
  CHECK(with(R"(,"proofs":{})") == invalid_proof);
  CHECK(with(R"(,"proofs":["x"])") == invalid_proof);
  CHECK(with(R"(,"proofs":{"di_vp":[{}]})") == invalid_proof);
  CHECK(with(R"(,"proofs":{"jwt":["x"],"di_vp":[{}]})") == invalid_proof);
  CHECK(with(R"(,"proofs":{"jwt":[]})") == invalid_proof);
  CHECK(with(R"(,"proofs":{"jwt":["x","y"]})") == invalid_proof);
  CHECK(with(R"(,"proofs":{"jwt":"x"})") == invalid_proof);
  CHECK(with(R"(,"proofs":{"jwt":{"a":"x"}})") == invalid_proof);
  CHECK(with(R"(,"proofs":{"jwt":[7]})") == invalid_proof);
}

}  // namespace waarmerk::node::openid
