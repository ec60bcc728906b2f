#include "node/credential/paper.hpp"

#include <doctest/doctest.h>

#include <string>

#include "node/credential/badge_file.hpp"
#include "node/credential/securing.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::node::credential {
namespace {

constexpr std::string_view jws = "eyJhbGciOiJFZERTQSIsInR5cCI6InZjK2p3dCJ9.e30.AA";

std::string again(std::string_view badge) {
  const auto digits = print_paper(badge);
  REQUIRE(digits);
  const auto read = parse_paper("#paper=" + *digits);
  REQUIRE(read);
  return *read;
}

/// JSON that nothing makes smaller.
std::string noise(std::size_t size) {
  Bytes bytes(size);
  tests::SeededRandom().fill(bytes);
  std::string text = "{\"a\":\"";
  for (const auto byte : bytes) text += static_cast<char>('0' + byte % 64);
  return text + "\"}";
}

}  // namespace

TEST_CASE("a badge comes back from paper to the byte, without the white space around it") {
  CHECK(again(" {\"a\": \"Café\"}\r\n") == "{\"a\": \"Café\"}");
  CHECK(again(jws) == jws);
  CHECK(again(std::string(jws) + "~e30~e30~") == std::string(jws) + "~e30~e30~");
}

TEST_CASE("what only looks like a JWS comes back as it was") {
  // Bits left over in the last letter; two lines; bytes that are no text; no signature; a holder's.
  for (const std::string_view odd : {"e30.e31.AAAA", "e30.Cgo.AAAA", "e30._w.AAAA", "e30.e30.",
                                     "e30.e30.AA~e30", "a.b", "e30.e30.AA~~", "~", "."}) {
    CHECK(again(odd) == odd);
  }
}

TEST_CASE("a badge that is too large is refused: nothing is left out") {
  CHECK(print_paper(noise(1400)));
  CHECK(print_paper(noise(1600)).error().code == too_large_for_paper);
  CHECK(print_paper(std::string(70'000, 'a')).error().code == too_large_for_paper);
  CHECK(print_paper(" ").error().code == too_large_for_paper);
}

TEST_CASE("a link to any page may stand before the digits, and nothing else") {
  const auto digits = print_paper(jws).value();
  for (const std::string_view link : {"", "https://library.example/check?lang=nl", "HTTP://A"}) {
    CHECK(is_paper(std::string(link) + "#paper=" + digits));
    CHECK(parse_paper("\n" + std::string(link) + "#PAPER=" + digits + " ") == jws);
  }
  for (const std::string& other :
       {digits, "javascript:x#paper=" + digits, "https://a b#paper=" + digits, std::string("{}"),
        "https://" + std::string(400, 'a') + "#paper=" + digits, std::string("#show=1")}) {
    CHECK_FALSE(is_paper(other));
    CHECK(parse_paper(other).error().code == bad_paper);
  }
}

TEST_CASE("digits that are no whole badge are refused") {
  const auto digits = print_paper(jws).value();
  CHECK(parse_paper("#paper=").error().code == bad_paper);
  CHECK(parse_paper("#paper=" + digits.substr(17)).error().code == bad_paper);
  CHECK(parse_paper("#paper=" + digits + "001").error().code == bad_paper);
  CHECK(parse_paper("#paper=-" + digits.substr(1)).error().code == bad_paper);
  CHECK(parse_paper("#paper=" + std::string(3'001, '0')).error().code == bad_paper);
  CHECK(parse_paper("#paper=" + std::string(17, '9')).error().code == bad_paper);
}

TEST_CASE("what is scanned is opened and unwrapped as the badge that it holds") {
  const auto text = "https://library.example/check#paper=" + print_paper(jws).value();
  CHECK(unwrap_badge(text)->text == jws);
  CHECK(unwrap_badge(text)->form == FileForm::jws);
  CHECK(open(text)->jws);
  CHECK(open("#paper=12").error().code == bad_paper);
  // Paper holds a badge, and no other paper.
  const auto twice = "#paper=" + print_paper("#paper=" + print_paper(jws).value()).value();
  CHECK(open(twice).error().code == not_a_credential);
}

}  // namespace waarmerk::node::credential
