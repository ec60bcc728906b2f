// Ten thousand badges that were changed at random: none that says something else is genuine.
#include <doctest/doctest.h>

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "crypto/json/canonical.hpp"
#include "crypto/json/edit.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/jsonld/to_rdf.hpp"
#include "crypto/rdf/canonicalize.hpp"
#include "node/credential/form.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk {
namespace {

namespace credential = node::credential;

constexpr std::size_t badges = 10'000;

class Mutator {
 public:
  explicit Mutator(std::uint64_t seed) : random_(seed) {}

  std::string change(std::string text) {
    for (std::size_t times = 1 + below(3); times > 0; --times) change_once(text);
    return text;
  }

 private:
  std::size_t below(std::size_t most) { return draw_below(random_, most); }

  void change_once(std::string& text) {
    if (text.size() < 2) return;
    const auto at = below(text.size());
    const auto size = 1 + below(std::min<std::size_t>(12, text.size() - at));
    switch (below(6)) {
      case 0: text[at] = static_cast<char>(text[at] ^ (1 << below(8))); return;
      case 1: text.erase(at, size); return;
      case 2: text.insert(below(text.size()), text.substr(at, size)); return;
      case 3: text[at] = text[below(text.size())]; return;
      case 4: std::swap(text[at], text[below(text.size())]); return;
      default: text.insert(at, words_[below(words_.size())]); return;
    }
  }

  static constexpr std::array<std::string_view, 10> words_{
      " ", "\n", ",", "null", "\"id\":\"did:example:x\",", "{}", "[]", "\\u0000", "\xc3\xa9", "="};
  tests::SeededRandom random_;
};

/// What a document says, apart from its proof: the same text for the same statements.
std::optional<std::string> statements_of(std::string_view form, std::string_view text) {
  const auto document = json::parse(text);
  if (!document) return std::nullopt;
  if (form == credential::vc_jwt) {
    // What stands around a JWT is an envelope, and proves nothing.
    const auto id = document->root().find("id").and_then(&json::Value::string).value_or("");
    return std::string(id.substr(id.find(',') + 1));
  }
  const auto without = json::without_member(document->root(), "proof");
  if (!without) return std::nullopt;
  if (!form.contains("rdfc")) return json::canonical(without->root());
  const auto quads = jsonld::to_rdf(without->root());
  if (!quads) return std::nullopt;
  const auto canonical = rdf::canonicalize(*quads);
  return canonical ? std::optional(*canonical) : std::nullopt;
}

struct Tally {
  std::size_t tried = 0;
  std::size_t accepted = 0;  ///< changed in what does not count, such as white space
};

void try_form(std::string_view form, const tests::TestParty& issuer, std::size_t times,
              Tally& tally) {
  const auto unsecured = credential::write_badge(tests::defined_badge(issuer));
  REQUIRE(unsecured);
  tests::SeededRandom random(3);
  const auto secured = credential::secure_as(
      form, *unsecured,
      {.secure = {.verification_method = issuer.method, .created = tests::badge_issued}},
      *issuer.signer, random);
  REQUIRE(secured);
  const std::string original(secured->text());
  const auto said = statements_of(form, original);
  REQUIRE(said);
  REQUIRE(tests::verify_badge(original).outcome == credential::Outcome::genuine);
  Mutator mutator(11 + times);
  for (std::size_t i = 0; i < times; ++i) {
    const auto changed = mutator.change(original);
    ++tally.tried;
    if (!tests::verify_badge(changed).accepted()) continue;
    ++tally.accepted;
    CHECK_MESSAGE(statements_of(form, changed) == said, changed);
  }
}

}  // namespace

TEST_CASE("of ten thousand changed badges none says something else and is genuine") {
  Tally tally;
  const auto issuer = tests::TestParty::with_key(3);
  const auto forms = credential::forms_of(keys::Algorithm::ed25519);
  for (const auto form : forms) {
    CAPTURE(form);
    try_form(form, issuer, badges / forms.size() + 1, tally);
  }
  CHECK(tally.tried >= badges);
  MESSAGE(tally.tried << " changed badges, of which " << tally.accepted
                      << " said the same and were genuine");
}

}  // namespace waarmerk
