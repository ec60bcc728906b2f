// Paper badges, by spec/wire/vectors/paper.json, which another program wrote from spec/paper.md.
#include "node/credential/paper.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/base/sha2.hpp"
#include "crypto/encoding/hex.hpp"
#include "node/credential/paper_words.hpp"
#include "tests/support/json_vectors.hpp"

namespace waarmerk::node {

using namespace tests::json_vectors;

TEST_CASE("the dictionary of paper badges is what it was") {
  std::string words(credential::paper_words_1);
  std::erase(words, '\n');
  const auto vectors = load("paper.json");
  CHECK(encoding::encode_hex(sha256(bytes_of(words)).value) ==
        text(vectors.root(), "dictionary_sha256"));
}

TEST_CASE("badges come back from paper as spec/wire/vectors/paper.json says, and fit again") {
  const auto vectors = load("paper.json");
  for (const json::Value card : list(vectors.root(), "cards")) {
    CAPTURE(text(card, "what"));
    const auto badge = text(card, "badge");
    CHECK(credential::parse_paper("#paper=" + text(card, "digits")) == badge);
    const auto digits = credential::print_paper(badge);
    REQUIRE(digits);
    CHECK(digits->size() <= text(card, "digits").size());
    CHECK(credential::parse_paper("#paper=" + *digits) == badge);
  }
}

TEST_CASE("what spec/wire/vectors/paper.json calls no card is refused") {
  const auto vectors = load("paper.json");
  for (const json::Value wrong : list(vectors.root(), "refused")) {
    CAPTURE(text(wrong, "why"));
    const auto read = credential::parse_paper("#paper=" + text(wrong, "digits"));
    REQUIRE_FALSE(read);
    CHECK(read.error().code == credential::bad_paper);
  }
}

}  // namespace waarmerk::node
