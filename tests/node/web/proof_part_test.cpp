#include "node/web/proof_part.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/support/badge_builder.hpp"

namespace waarmerk::node::web {
namespace {

using words::Language;

std::string part_of(const ProofShown& proof, const std::vector<credential::SigningKey>& keys = {}) {
  return proof_part(keys, proof, Language::en);
}

}  // namespace

TEST_CASE("the key is told by name and kind, in two forms, with where it is known from and since") {
  credential::SigningKey key{.method = "did:web:a.example#<1>",
                             .controller = "did:web:a.example",
                             .suite = "eddsa-rdfc-2022",
                             .kind = "Ed25519",
                             .multibase = "z6MkKey",
                             .thumbprint = "Thumb"};
  key.source = credential::Source::gossip;
  key.document_as_of = tests::badge_now;
  auto part = part_of({}, {key});
  CHECK(part.contains("<code dir=\"ltr\">did:web:a.example#&lt;1&gt;</code>"));
  CHECK(part.contains("<bdi>Ed25519</bdi> · <code dir=\"ltr\">eddsa-rdfc-2022</code>"));
  CHECK(part.contains("z6MkKey"));
  CHECK(part.contains("Thumb"));
  CHECK(part.contains("which was known here already. As known on 3 March 2026, 10:12 UTC."));
  key.source = credential::Source::none;
  key.document_as_of.reset();
  part = part_of({}, {key});
  CHECK(part.contains("stands in the signer’s own name"));
  CHECK_FALSE(part.contains("As known on"));
  CHECK(part_of({}).contains("No key was used in this check."));
}

TEST_CASE("each context has its hash, and is said to be shipped, pinned or not known") {
  ProofShown proof;
  using Standing = ContextShown::Standing;
  proof.contexts = {{"https://www.w3.org/ns/credentials/v2", "ab12", Standing::shipped},
                    {"https://own.example/v1", "cd34", Standing::pinned},
                    {"https://odd.example/\"v1", "", Standing::unknown}};
  const auto part = part_of(proof);
  CHECK(
      part.contains("<code dir=\"ltr\">ab12</code><br>This list is a fixed part of the program."));
  CHECK(part.contains("<code dir=\"ltr\">cd34</code><br>This list was pinned by the operator"));
  CHECK(part.contains("https://odd.example/&quot;v1</code><br>This list is not known here."));
}

TEST_CASE("the badge stands there as it came, escaped, in a box that the keyboard can scroll") {
  const auto part = part_of({.badge = "{\"a\":\"<script>\"}"});
  CHECK(part.contains("<summary>The badge itself, as it was brought</summary>"));
  CHECK(part.contains("<pre dir=\"ltr\" tabindex=\"0\" role=\"group\" aria-label=\"The badge"));
  CHECK(part.contains("{&quot;a&quot;:&quot;&lt;script&gt;&quot;}"));
  CHECK(part_of({.badge = "{}", .is_inside = true}).contains("The badge that is in the file"));
  CHECK_FALSE(part_of({}).contains("<pre"));
}

TEST_CASE("of a long badge the beginning stands there, cut between letters, and it says so") {
  std::string badge(badge_shown_bytes_max - 1, 'a');
  badge += "é and more";
  const auto part = part_of({.badge = badge});
  CHECK(part.contains("only the beginning: <bdi>65535</bdi> of <bdi>65546</bdi> bytes"));
  CHECK_FALSE(part.contains("é"));
  CHECK_FALSE(part.contains("more</pre>"));
}

}  // namespace waarmerk::node::web
