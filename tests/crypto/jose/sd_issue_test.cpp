#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/crypto/jose/sd_signing.hpp"

namespace waarmerk::jose {

TEST_CASE("what is issued comes back whole, whatever was hidden in whatever") {
  for (const std::vector<std::string>& hidden :
       {std::vector<std::string>{},
        {"/name"},
        {"/address"},
        {"/address/street"},
        {"/address", "/address/street", "/address/city"},
        {"/nationalities/1"},
        {"/nationalities", "/nationalities/0", "/nationalities/2", "/nationalities/2/code"}}) {
    for (const std::size_t decoys : {0U, 3U}) {
      const auto text = issue(person, {.disclosable = hidden, .decoys = decoys});
      CHECK(count_disclosures(text) == hidden.size());
      const auto whole = parse(unpacked(text));
      for (const json::Member member : parse(person).root().members()) {
        CAPTURE(member.name);
        const auto again = whole.root().find(member.name);
        REQUIRE(again.has_value());
        CHECK(again->size() == member.value.size());
      }
    }
  }
}

TEST_CASE("nothing that is hidden stands in the payload, and decoys hide how much there is") {
  const auto text = issue(person, {.disclosable = {"/name", "/nationalities/0"}, .decoys = 2});
  const auto sd_jwt = open_sd_jwt(text).value();
  const auto payload = std::string(sd_jwt.payload.text());
  CHECK(payload.find("Ada") == std::string::npos);
  CHECK(payload.find("NL") == std::string::npos);
  CHECK(payload.find("Breda") != std::string::npos);
  CHECK(sd_jwt.payload.root().find("_sd")->size() == 3);
  CHECK(sd_jwt.payload.root().find("nationalities")->size() == 5);
  CHECK(sd_jwt.payload.root().find("_sd_alg")->string() == "sha-256");
  CHECK(verify_jws(sd_jwt.jws, issuer().public_key()).has_value());
}

TEST_CASE("digests may be of SHA-384") {
  const auto text = issue(person, {.disclosable = {"/name"}, .hash = SdHash::sha384});
  CHECK(open_sd_jwt(text).value().disclosed.hash == SdHash::sha384);
  CHECK(unpacked(text).find("Ada") != std::string::npos);
}

TEST_CASE("a claim that is not there cannot be hidden, nor one with a name of SD-JWT's own") {
  tests::SeededRandom random(1);
  const auto refused = [&](std::string_view claims, std::vector<std::string> hidden) {
    return issue_sd_jwt(parse(claims).root(), {.disclosable = std::move(hidden)}, {}, issuer(),
                        random)
        .error()
        .code;
  };
  CHECK(refused(person, {"/nobody"}) == no_such_claim);
  CHECK(refused(person, {"/name", "/nationalities/3"}) == no_such_claim);
  CHECK(refused(person, {""}) == no_such_claim);
  CHECK(refused(R"({"a":{"_sd":[]}})", {}) == bad_sd_jwt);
  CHECK(refused(R"({"a":[{"...":"x"}]})", {}) == bad_sd_jwt);
  CHECK(refused(R"({"_sd_alg":"sha-256"})", {}) == bad_sd_jwt);
  CHECK(refused("[]", {}) == bad_sd_jwt);
  CHECK(refused(R"({"a/b":{"~":[1]}})", {"/a~1b/~0/1"}) == no_such_claim);
  const auto with = [](std::size_t size) { return R"({"a":")" + std::string(size, 'x') + "\"}"; };
  CHECK(refused(with(disclosure_bytes_max * 3 / 4), {"/a"}) == bad_sd_jwt);
  CHECK(count_disclosures(issue(with(disclosure_bytes_max / 2), {.disclosable = {"/a"}})) == 1);
}

}  // namespace waarmerk::jose
