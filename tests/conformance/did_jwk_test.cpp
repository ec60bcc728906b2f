// The two examples of did:jwk: the whole document is compared.
#include "did/did_jwk.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/canonical.hpp"
#include "crypto/json/parse.hpp"
#include "did/resolution.hpp"
#include "tests/support/vectors.hpp"

namespace waarmerk::did {

TEST_CASE("each did:jwk of the specification expands to the document that it shows") {
  VECTORS_OR_SKIP(folder, "did-jwk");
  int count = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    if (file.path().extension() != ".json") continue;
    const auto document = json::parse(tests::read_file(file.path()));
    REQUIRE(document);
    for (const json::Value one : document->root().find("cases")->elements()) {
      const auto did = Did::parse(*one.find("did")->string());
      REQUIRE(did);
      const auto resolved = Resolution(*did).outcome();
      REQUIRE(resolved);
      CHECK(json::canonical(resolved->source().root()) ==
            json::canonical(*one.find("did_document")));
      CHECK(resolved->find_method(*one.find("did_url")->string()) != nullptr);
      ++count;
    }
  }
  CHECK(count == 2);
}

}  // namespace waarmerk::did
