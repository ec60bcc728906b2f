#include "node/routes/wallet_answers.hpp"

#include <doctest/doctest.h>

#include "node/openid/error_codes.hpp"
#include "node/openid/nonces.hpp"
#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {

TEST_CASE("what a wallet did wrong is told in the words of OAuth, in plain ASCII") {
  const auto refused =
      refuse_wallet({.code = openid::invalid_grant, .detail = "Wrong \"code\": \xC3\xA9"});
  REQUIRE(refused);
  CHECK(refused->status == 400);
  CHECK(refused->headers.find("Cache-Control") == "no-store");
  CHECK(tests::text_in(*refused, "error") == "invalid_grant");
  CHECK(tests::text_in(*refused, "error_description") == "Wrong  code :   ");
  const auto token = refuse_wallet({.code = openid::invalid_token, .detail = "x"});
  REQUIRE(token);
  CHECK(token->status == 401);
  CHECK(token->headers.find("WWW-Authenticate") == "Bearer error=\"invalid_token\"");
}

TEST_CASE(
    "what is broken here is told in our own words, and what cannot be given any more is denied") {
  CHECK_FALSE(refuse_wallet({.code = openid::busy, .detail = "x"}));
  const auto ended =
      refuse_wallet({.code = ErrorCode{"organisation.ended", ErrorKind::conflict}, .detail = "x"});
  REQUIRE(ended);
  CHECK(tests::text_in(*ended, "error") == "credential_request_denied");
}

TEST_CASE("a form is one by its type, whatever stands behind that") {
  auto request = tests::request_of("POST", "/openid/token");
  request.body = "a=1&b=x%20y";
  CHECK(read_wallet_form(request).error().code == openid::invalid_request);
  request.headers.set("Content-Type", "Application/x-www-form-urlencoded; charset=utf-8");
  const auto form = read_wallet_form(request);
  REQUIRE(form);
  CHECK(form->find("b") == "x y");
  request.body = "a=1&a=2";
  CHECK(read_wallet_form(request).error().code == openid::invalid_request);
}

}  // namespace waarmerk::node::routes
