// The table of did:web: what each DID asks for, and which ask for nothing.
#include "did/did_web.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/parse.hpp"
#include "did/resolution.hpp"
#include "tests/support/vectors.hpp"

namespace waarmerk::did {
namespace {

/// The URL that is asked for, or nothing where the DID is refused before any request.
std::optional<std::string> asked(const std::string& text) {
  const auto did = Did::parse(text);
  if (!did) return std::nullopt;
  const auto request = Resolution(*did).next();
  return request ? std::optional(request->url) : std::nullopt;
}

}  // namespace

TEST_CASE("did:web maps as its table says, and refuses what its table refuses") {
  VECTORS_OR_SKIP(folder, "did-web");
  const auto document = json::parse(tests::read_file(folder / "mapping.json"));
  REQUIRE(document);
  int positive = 0;
  for (const json::Value row : document->root().find("positive")->elements()) {
    auto column = row.elements().begin();
    const std::string did(*(*column).string());
    const std::string url(*(*++column).string());
    CAPTURE(did);
    CHECK(asked(did) == url);
    ++positive;
  }
  int negative = 0;
  for (const json::Value text : document->root().find("negative")->elements()) {
    const std::string did(*text.string());
    CAPTURE(did);
    CHECK_FALSE(asked(did));
    ++negative;
  }
  CHECK(positive == 4);
  CHECK(negative == 9);
}

}  // namespace waarmerk::did
