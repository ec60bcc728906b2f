#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/crypto/jose/sd_signing.hpp"

namespace waarmerk::jose {

TEST_CASE("the holder shows what is chosen, with what it lies in, and nothing else") {
  const auto text =
      issue(person, {.disclosable = {"/name", "/address", "/address/street", "/address/city",
                                     "/nationalities/0", "/nationalities/1"}});
  const auto sd_jwt = open_sd_jwt(text).value();
  CHECK(unpacked(select_claims(sd_jwt, {}).value()) ==
        R"({"iss":"did:x:y","nationalities":[{"code":"DE"}]})");
  CHECK(unpacked(select_claims(sd_jwt, {"/name"}).value()) ==
        R"({"iss":"did:x:y","nationalities":[{"code":"DE"}],"name":"Ada"})");
  const auto city = select_claims(sd_jwt, {"/address/city", "/nationalities/1"}).value();
  CHECK(unpacked(city) ==
        R"({"iss":"did:x:y","nationalities":["BE",{"code":"DE"}],"address":{"city":"Breda"}})");
  CHECK(count_disclosures(city) == 3);
  CHECK(count_disclosures(select_claims(sd_jwt, {"/iss"}).value()) == 0);
  CHECK(select_claims(sd_jwt, {"/nobody"}).error().code == no_such_claim);
  CHECK(select_claims(sd_jwt, {"name"}).error().code == no_such_claim);
}

TEST_CASE("a disclosure that nobody asked for, a changed one and a repeated one refuse the whole") {
  const auto text = issue(person, {.disclosable = {"/name"}});
  CHECK(unpacked(text).find("Ada") != std::string::npos);
  const auto ours = open_sd_jwt(text).value().disclosed.disclosures.front().text();
  CHECK(refusal(text + disclosure(R"(["salt","admin",true])") + "~") == bad_disclosure);
  CHECK(refusal(text + ours + "~") == bad_disclosure);
  const auto bare = text.substr(0, text.find('~') + 1);
  CHECK(refusal(bare + disclosure(R"(["salt","name","Bob"])") + "~") == bad_disclosure);
  CHECK(unpacked(bare).find("name") == std::string::npos);
}

TEST_CASE("without _sd_alg digests are of SHA-256, and an unknown kind is refused") {
  const auto one = disclosure(R"(["s","a",1])");
  const auto sd = R"({"_sd":[")" + digest(one) + "\"]";
  CHECK(unpacked(by_hand(sd + "}", {one})) == R"({"a":1})");
  CHECK(unpacked(by_hand(sd + R"(,"_sd_alg":"sha-256"})", {one})) == R"({"a":1})");
  CHECK(refusal(by_hand(sd + R"(,"_sd_alg":"sha-1"})", {one})) == bad_sd_jwt);
  CHECK(refusal(by_hand(sd + R"(,"_sd_alg":256})", {one})) == bad_sd_jwt);
  CHECK(refusal(by_hand(sd + R"(,"_sd_alg":"sha-384"})", {one})) == bad_disclosure);
}

TEST_CASE("digests where none may be, or twice, refuse the whole") {
  const auto claim = disclosure(R"(["s","a",1])");
  const auto element = disclosure(R"(["s",1])");
  const auto of_claim = "\"" + digest(claim) + "\"";
  const auto of_element = R"({"...":")" + digest(element) + "\"}";
  CHECK(unpacked(by_hand(R"({"x":[)" + of_element + "]}", {element})) == R"({"x":[1]})");
  for (const auto& payload :
       {R"({"_sd":[)" + of_claim + "," + of_claim + "]}",
        R"({"_sd":[)" + of_claim + R"(],"b":{"_sd":[)" + of_claim + "]}}",
        R"({"_sd":)" + of_claim + "}", std::string(R"({"_sd":[1]})"), std::string(R"({"_sd":{}})"),
        R"({"b":)" + of_element + "}", std::string(R"({"b":{"_sd_alg":"sha-256"}})"),
        std::string(R"({"b":[{"...":1}]})"),
        R"({"b":[{"...":")" + digest(element) + R"(","c":1}]})"}) {
    CAPTURE(payload);
    CHECK(refusal(by_hand(payload, {})) == bad_sd_jwt);
  }
}

TEST_CASE("a claim is not disclosed as an element, nor an element as a claim") {
  const auto claim = disclosure(R"(["s","a",1])");
  const auto element = disclosure(R"(["s",1])");
  CHECK(refusal(by_hand(R"({"_sd":[")" + digest(element) + "\"]}", {element})) == bad_disclosure);
  CHECK(refusal(by_hand(R"({"x":[{"...":")" + digest(claim) + "\"}]}", {claim})) == bad_disclosure);
}

TEST_CASE("a disclosure does not stand in for a claim that is there, or for another disclosure") {
  const auto one = disclosure(R"(["s","a",1])");
  const auto two = disclosure(R"(["t","a",2])");
  CHECK(refusal(by_hand(R"({"a":0,"_sd":[")" + digest(one) + "\"]}", {one})) == bad_disclosure);
  CHECK(refusal(by_hand(R"({"_sd":[")" + digest(one) + R"(",")" + digest(two) + "\"]}",
                        {one, two})) == bad_disclosure);
}

TEST_CASE("a digest inside a disclosure counts only where that one is disclosed") {
  const auto inner = disclosure(R"(["s","b",1])");
  const auto outer = disclosure(R"(["s","a",{"_sd":[")" + digest(inner) + "\"]}]");
  const auto payload = R"({"_sd":[")" + digest(outer) + "\"]}";
  CHECK(unpacked(by_hand(payload, {outer, inner})) == R"({"a":{"b":1}})");
  CHECK(unpacked(by_hand(payload, {outer})) == R"({"a":{}})");
  CHECK(refusal(by_hand(payload, {inner})) == bad_disclosure);
}

TEST_CASE("claims that lie too deep, or are too many, are refused") {
  std::string deep = disclosure(R"(["s","a",1])");
  std::vector<std::string> chain{deep};
  for (int i = 0; i < 80; ++i) {
    deep = disclosure(R"(["s","a",{"_sd":[")" + digest(deep) + "\"]}]");
    chain.push_back(deep);
  }
  CHECK(refusal(by_hand(R"({"_sd":[")" + digest(deep) + "\"]}", chain)) == bad_sd_jwt);
  const std::vector<std::string> many(disclosures_max + 1, disclosure(R"(["s",1])"));
  CHECK(refusal(by_hand("{}", many)) == bad_sd_jwt);
}

}  // namespace waarmerk::jose
