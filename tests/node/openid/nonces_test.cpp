#include "node/openid/nonces.hpp"

#include <doctest/doctest.h>

#include "node/openid/error_codes.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::node::openid {
namespace {

using tests::badge_now;

ErrorCode code_of(Nonces& nonces, std::string_view nonce, UnixTime now = badge_now) {
  const auto used = nonces.use(nonce, now);
  return used ? ErrorCode{} : used.error().code;
}

}  // namespace

TEST_CASE("a nonce serves once, and not after its time") {
  tests::SeededRandom random;
  Nonces nonces;
  const auto one = nonces.make(random, badge_now);
  const auto two = nonces.make(random, badge_now);
  CHECK(one != two);
  CHECK(nonces.use(one, badge_now));
  CHECK(code_of(nonces, one) == invalid_nonce);
  CHECK(code_of(nonces, two, badge_now + nonce_ms) == invalid_nonce);
  CHECK(nonces.use(two, badge_now + nonce_ms - 1));
}

TEST_CASE("a nonce that was changed, or given by somebody else, is refused") {
  tests::SeededRandom random;
  Nonces nonces;
  auto nonce = nonces.make(random, badge_now);
  Nonces others;
  CHECK(code_of(others, nonce) == invalid_nonce);
  others.make(random, badge_now);
  CHECK(code_of(others, nonce) == invalid_nonce);
  CHECK(code_of(nonces, "") == invalid_nonce);
  CHECK(code_of(nonces, "not base64url!") == invalid_nonce);
  CHECK(code_of(nonces, nonce + "AAAA") == invalid_nonce);
  auto later = nonce;  // its time is in its first letters
  later[6] = later[6] == 'A' ? 'B' : 'A';
  CHECK(code_of(nonces, later) == invalid_nonce);
  CHECK(nonces.use(nonce, badge_now));
}

TEST_CASE("what came back is remembered up to a limit, and forgotten when it is over") {
  tests::SeededRandom random;
  Nonces nonces(2);
  CHECK(nonces.use(nonces.make(random, badge_now), badge_now));
  CHECK(nonces.use(nonces.make(random, badge_now), badge_now));
  CHECK(code_of(nonces, nonces.make(random, badge_now)) == busy);
  const auto later = badge_now + nonce_ms;
  CHECK(nonces.use(nonces.make(random, later), later));
}

}  // namespace waarmerk::node::openid
