#include "crypto/jose/jwt.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/parse.hpp"

using namespace waarmerk;

namespace {

Result<jose::Claims> read(std::string_view text) {
  const auto document = json::parse(text);
  REQUIRE(document.has_value());
  return jose::read_claims(document->root());
}

}  // namespace

TEST_CASE("the registered claims are read, and others are left aside") {
  const auto claims =
      read(R"({"iss":"did:x:y","sub":"did:x:z","jti":"urn:1","aud":["a","b"],"iat":1767571200,)"
           R"("nbf":1767571200.5,"exp":1.8e9,"nonce":"n","more":[1]})");
  REQUIRE(claims.has_value());
  CHECK(claims->issuer == "did:x:y");
  CHECK(claims->subject == "did:x:z");
  CHECK(claims->id == "urn:1");
  CHECK(claims->audience == std::vector<std::string>{"a", "b"});
  CHECK(claims->issued == UnixTime{1'767'571'200'000});
  CHECK(claims->not_before == UnixTime{1'767'571'200'500});
  CHECK(claims->expires == UnixTime{1'800'000'000'000});
  CHECK(claims->nonce == "n");
}

TEST_CASE("no claim must be there, one audience may stand alone, and a date may be a text") {
  const auto none = read("{}");
  REQUIRE(none.has_value());
  CHECK_FALSE(none->issuer.has_value());
  CHECK(none->audience.empty());
  CHECK(read(R"({"aud":"a"})")->audience == std::vector<std::string>{"a"});
  CHECK(read(R"({"iat":"2026-01-05T00:00:00Z"})")->issued == UnixTime{1'767'571'200'000});
}

TEST_CASE("claims of another type, and dates out of bounds, are refused with their path") {
  for (const std::string_view text :
       {R"({"iss":1})", R"({"iss":null})", R"({"sub":{}})", R"({"jti":[]})", R"({"aud":1})",
        R"({"aud":[]})", R"({"aud":["a",1]})", R"({"aud":null})", R"({"iat":-1})",
        R"({"iat":"soon"})", R"({"nbf":true})", R"({"exp":1e300})", R"({"exp":253402300800})",
        R"({"exp":null})", R"({"nonce":7})"}) {
    CAPTURE(text);
    const auto claims = read(text);
    REQUIRE_FALSE(claims.has_value());
    CHECK(claims.error().code == jose::bad_claims);
    CHECK(claims.error().path == "$." + std::string(text.substr(2, text.find(':') - 3)));
  }
  std::string many = R"({"aud":["a")";
  for (std::size_t i = 0; i < jose::audiences_max; ++i) many += R"(,"a")";
  CHECK(read(many + "]}").error().code == jose::bad_claims);
}

TEST_CASE("a numeric date is a whole second, also before 1970") {
  CHECK(jose::numeric_date(UnixTime{1'767'571'200'999}) == 1'767'571'200);
  CHECK(jose::numeric_date(UnixTime{-1}) == -1);
  CHECK(jose::numeric_date(UnixTime{-1000}) == -1);
}
