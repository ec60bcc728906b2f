#include "crypto/jose/disclosure.hpp"

#include <doctest/doctest.h>

#include "crypto/encoding/base64url.hpp"
#include "crypto/json/writer.hpp"
#include "tests/support/seeded_random.hpp"

using namespace waarmerk;
using jose::Disclosure;
using jose::SdHash;

namespace {

Result<Disclosure> open(std::string_view json) {
  return Disclosure::open(encoding::encode_base64url(bytes_of(json)));
}

}  // namespace

// RFC 9901 sections 4.2.1 and 4.2.3.
TEST_CASE("the disclosure of the specification has its digest") {
  const std::string text =
      "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0";
  const auto disclosure = Disclosure::open(text);
  REQUIRE(disclosure.has_value());
  CHECK(disclosure->name() == "family_name");
  CHECK(disclosure->value().string() == "Möbius");
  CHECK(disclosure->text() == text);
  CHECK(jose::sd_digest(SdHash::sha256, text) == "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0");
}

TEST_CASE("a disclosure that is printed is read again, with or without a name") {
  tests::SeededRandom random(1);
  const auto named = Disclosure::open(Disclosure::print("a", R"({"b":[1]})", random));
  REQUIRE(named.has_value());
  CHECK(named->name() == "a");
  CHECK(json::print(named->value()) == R"({"b":[1]})");
  const auto element = Disclosure::open(Disclosure::print(std::nullopt, "null", random));
  REQUIRE(element.has_value());
  CHECK_FALSE(element->name().has_value());
  CHECK(element->value().is(json::Kind::null));
  CHECK(Disclosure::print("a", "1", random) != Disclosure::print("a", "1", random));
}

TEST_CASE("what is no array of a salt, a name and a value is no disclosure") {
  CHECK(open(R"(["s","n",1])").has_value());
  CHECK(open(R"(["s",1])").has_value());
  for (const std::string_view json :
       {"", "{}", "[]", R"(["s"])", R"(["s","n",1,2])", R"([1,"n",1])", R"(["s",1,1])",
        R"(["s","_sd",1])", R"(["s","...",1])", R"(["s","_sd_alg","sha-256"])", R"(["s","n",1)",
        R"(["s","n",{"a":1,"a":2}])"}) {
    CAPTURE(json);
    CHECK(open(json).error().code == jose::bad_disclosure);
  }
  CHECK(Disclosure::open("WyJz=").error().code == jose::bad_disclosure);
  CHECK(Disclosure::open(std::string(jose::disclosure_bytes_max + 1, 'A')).error().code ==
        jose::bad_disclosure);
}

TEST_CASE("the names of the hashes are those of the registry") {
  CHECK(jose::parse_sd_hash("sha-256") == SdHash::sha256);
  CHECK(jose::parse_sd_hash("sha-384") == SdHash::sha384);
  for (const std::string_view name : {"", "SHA-256", "sha256", "md5"}) {
    CHECK_FALSE(jose::parse_sd_hash(name).has_value());
  }
}
