#include "node/actions/witness_policy.hpp"

#include <doctest/doctest.h>

#include "node/witness/error_codes.hpp"
#include "tests/support/witnessed.hpp"

namespace waarmerk::node::actions {
namespace {

std::string name_of(std::uint8_t seed) {
  return did::did_key_of(tests::signer_of(seed)->public_key()).text();
}

bool is_refused(const std::vector<std::string>& trusted) {
  const auto made = make_witness_policy(trusted, 2);
  return !made && made.error().code == witness::malformed;
}

}  // namespace

TEST_CASE("a policy lists witnesses by their keys, each once") {
  const auto policy = make_witness_policy({name_of(1), name_of(2)}, 1);
  REQUIRE(policy);
  CHECK(policy->trusted.size() == 2);
  CHECK(policy->needed == 1);
  CHECK(make_witness_policy({}, 2)->trusted.empty());
}

TEST_CASE("what is no witness, or stands there twice, is refused") {
  CHECK(is_refused({name_of(1), name_of(1)}));
  CHECK(is_refused({"did:web:school.example"}));
  CHECK(is_refused({"school"}));
  CHECK(is_refused({"did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169"}));
}

TEST_CASE("a policy of more than 64 witnesses is refused") {
  std::vector<std::string> many;
  for (std::uint8_t i = 1; i <= 64; ++i) many.push_back(name_of(i));
  CHECK_FALSE(is_refused(many));
  many.push_back(name_of(65));
  CHECK(is_refused(many));
}

}  // namespace waarmerk::node::actions
