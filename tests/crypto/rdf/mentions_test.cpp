#include "crypto/rdf/mentions.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/rdf/nquads.hpp"
#include "crypto/rdf/numbered_quads.hpp"

namespace waarmerk::rdf {
namespace {

std::string mentions_of(std::string_view nquads, std::uint32_t blank) {
  const auto dataset = parse_nquads(nquads).value();
  const NumberedQuads quads(dataset);
  const Mentions mentions(quads.lines(), quads.labels().size());
  std::string text;
  for (const Line* line : mentions.of(blank)) append_line(text, *line, {.reference = blank});
  return text;
}

}  // namespace

TEST_CASE("a blank node is mentioned by each quad that it stands in, once") {
  constexpr auto nquads =
      "_:x <urn:p> _:x _:x .\n_:y <urn:q> _:x .\n<urn:s> <urn:r> \"x\" _:x .\n_:y <urn:s> _:z .\n";
  CHECK(mentions_of(nquads, 0) ==
        "<urn:s> <urn:r> \"x\" _:a .\n_:a <urn:p> _:a _:a .\n_:z <urn:q> _:a .\n");
  CHECK(mentions_of(nquads, 1) == "_:a <urn:q> _:z .\n_:a <urn:s> _:z .\n");
  CHECK(mentions_of(nquads, 2) == "_:z <urn:s> _:a .\n");
}

TEST_CASE("a quad that is repeated counts once, two that only look alike count twice") {
  CHECK(mentions_of("_:x <urn:p> _:y .\n_:x <urn:p> _:z .\n_:x <urn:p> _:y .\n", 0) ==
        "_:a <urn:p> _:z .\n_:a <urn:p> _:z .\n");
}

TEST_CASE("a dataset without blank nodes mentions none") { CHECK(Mentions({}, 0).blanks() == 0); }

}  // namespace waarmerk::rdf
