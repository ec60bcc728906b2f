#include "node/credential/identity.hpp"

#include <doctest/doctest.h>

#include "node/credential/achievement.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/seeded_random.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;

TEST_CASE("the hash is that of the value and then the salt") {
  // printf 'jjefferson18@example.comFleurDeSel' | sha256sum
  CHECK(hash_identity("jjefferson18@example.com", "FleurDeSel") ==
        "sha256$658625b25ab3d75d613ca97d9a5a77f70e2192feca5557f4ad09a4d4f121f5fc");
}

TEST_CASE("an identity matches its own value and no other") {
  tests::SeededRandom random;
  const auto identity = make_identity("emailAddress", "amina@example.org", random);
  CHECK(identity.hashed);
  CHECK(identity.salt.size() == 32);
  CHECK(identity.hash.find("amina") == std::string::npos);
  CHECK(match_identity(identity, "amina@example.org") == IdentityMatch::same);
  CHECK(match_identity(identity, "omar@example.org") == IdentityMatch::other);
}

TEST_CASE("the same value has another hash in each badge") {
  tests::SeededRandom random;
  const auto one = make_identity("emailAddress", "amina@example.org", random);
  const auto two = make_identity("emailAddress", "amina@example.org", random);
  CHECK(one.hash != two.hash);
}

TEST_CASE("a plain value is compared as it is, and another hash is not known") {
  const Identity plain{.type = "name", .hash = "Amina", .hashed = false};
  CHECK(match_identity(plain, "Amina") == IdentityMatch::same);
  CHECK(match_identity(plain, "amina") == IdentityMatch::other);
  const Identity md5{.type = "emailAddress", .hash = "md5$00"};
  CHECK(match_identity(md5, "amina@example.org") == IdentityMatch::unknown);
  Identity upper{.type = "name", .hash = hash_identity("x", "")};
  for (std::size_t i = 7; i < upper.hash.size(); ++i) {
    upper.hash[i] = static_cast<char>(std::toupper(upper.hash[i]));
  }
  CHECK(match_identity(upper, "x") == IdentityMatch::same);
}

TEST_CASE("an identity is written and read back; one without its hash is refused") {
  const Identity identity{.type = "emailAddress", .hash = "sha256$00", .salt = "s"};
  json::Writer writer;
  write_identity(writer, identity);
  const auto back = read_identity(tests::parse_json(writer.text()).root());
  REQUIRE(back.has_value());
  CHECK(back->hash == identity.hash);
  CHECK(back->salt == "s");
  CHECK(back->hashed);
  const auto without = tests::parse_json(R"({"type":"IdentityObject","hashed":true})");
  CHECK(read_identity(without.root()).error().path == "$.identityHash");
}

TEST_CASE("the number of a card is chance, and is told as it is") {
  tests::SeededRandom random;
  const auto one = make_card_number(random);
  const auto other = make_card_number(random);
  CHECK(one.type == "identifier");
  CHECK_FALSE(one.hashed);
  CHECK(one.salt.empty());
  CHECK(one.hash.size() == 14);
  CHECK(one.hash[4] == '-');
  CHECK(one.hash[9] == '-');
  CHECK(one.hash != other.hash);
  CHECK(match_identity(one, one.hash) == IdentityMatch::same);
  CHECK(match_identity(one, other.hash) == IdentityMatch::other);
}
