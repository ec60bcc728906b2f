#include "node/openid/secret_text.hpp"

#include <doctest/doctest.h>

#include "tests/support/seeded_random.hpp"

namespace waarmerk::node::openid {

TEST_CASE("a secret has the id of what it opens inside, and opens nothing else") {
  tests::SeededRandom random;
  const auto id = draw_id(random);
  const auto one = make_secret(SecretKind::code, id, random);
  const auto two = make_secret(SecretKind::code, id, random);
  CHECK(secret_id(SecretKind::code, one.text) == id);
  CHECK(one.text != two.text);
  CHECK(opens(one.hash, one.text));
  CHECK_FALSE(opens(one.hash, two.text));
  CHECK_FALSE(opens(one.hash, ""));
}

TEST_CASE("a secret of another kind, or of another shape, is none") {
  tests::SeededRandom random;
  const auto text = make_secret(SecretKind::code, draw_id(random), random).text;
  CHECK_FALSE(secret_id(SecretKind::access_token, text));
  CHECK_FALSE(secret_id(SecretKind::code, text + "0"));
  CHECK_FALSE(secret_id(SecretKind::code, text.substr(1)));
  CHECK_FALSE(secret_id(SecretKind::code, ""));
  auto wrong = text;
  wrong.back() = 'g';
  CHECK_FALSE(secret_id(SecretKind::code, wrong));
  wrong = text;
  wrong[20] = '-';
  CHECK_FALSE(secret_id(SecretKind::code, wrong));
}

}  // namespace waarmerk::node::openid
