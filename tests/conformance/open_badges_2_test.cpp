// Open Badges 2.0: what the public validator expects of its samples. Their hosts are mapped onto
// the folder assets/, and each assertion is published where it says.
#include <doctest/doctest.h>

#include <filesystem>
#include <map>
#include <string>

#include "crypto/json/reader.hpp"
#include "node/credential/assertion.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/securing.hpp"
#include "node/credential/verification.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/vectors.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;

namespace {

namespace fs = std::filesystem;

/// Where we and the validator differ.
const std::map<std::string, std::string> exceptions = {
    {"assertion-with-extension-node-invalid.json",
     "the schemas of extensions are not fetched, so an extension is not checked"},
    {"warning-issuer-non-http.json",
     "an issuer without an address of the web cannot be asked: it cannot be checked"},
};

void publish(tests::Documents& documents, const fs::path& assets) {
  for (const auto& entry : fs::directory_iterator(assets)) {
    if (entry.path().extension() != ".json") continue;
    const auto text = tests::read_file(entry.path());
    const auto name = entry.path().filename().string();
    for (const std::string host : {"http://example.org/", "https://example.org/",
                                   "http://example.com/", "https://example.com/"}) {
      documents.by_name[host + name] = text;
    }
  }
}

}  // namespace

TEST_CASE("ob2: each assertion is judged as the public validator judges it") {
  VECTORS_OR_SKIP(folder, "ob2");
  tests::Documents all;
  publish(all, folder / "assets");
  const auto file = tests::parse_json(tests::read_file(folder / "expectations.json"));
  std::map<std::string, int> counts;
  for (const auto& one : json::Reader(file).get("cases").value().elements().value()) {
    const auto expected = one.get_string("expected").value();
    for (const auto& name : one.strings("files").value()) {
      CAPTURE(name);
      const auto text = tests::read_file(folder / name);
      const auto opened = open(text);
      REQUIRE(opened);
      if (!is_assertion(opened->document.root())) {
        CHECK_FALSE(is_accepted(tests::verify_badge(text).outcome));
        ++counts["not an assertion"];
        continue;
      }
      auto documents = all;
      const auto assertion = read_assertion(opened->document);
      if (assertion) documents.by_name[assertion->id] = std::string(opened->document.text());
      const auto outcome = tests::verify_badge(text, documents).outcome;
      if (exceptions.contains(name)) {
        ++counts["exception"];
      } else if (expected == "invalid") {
        CHECK(outcome == Outcome::not_genuine);
        ++counts["invalid"];
      } else {
        CHECK(is_accepted(outcome));
        ++counts["valid"];
      }
    }
  }
  for (const auto& [word, count] : counts) MESSAGE("ob2 " << word << ": " << count);
  CHECK(counts["valid"] + counts["invalid"] >= 20);
}

TEST_CASE("ob2: the parts that stand alone are read where the validator takes them") {
  VECTORS_OR_SKIP(folder, "ob2");
  const auto part = [&](const std::string& name) {
    return tests::parse_json(tests::read_file(folder / name));
  };
  for (const auto* name :
       {"assets/badgeclass1.json", "assets/badge-with-data-image.json",
        "assets/badgeclass-with-complex-image.json", "rdf-validation/valid-badge-class.json",
        "rdf-validation/valid-badge-class-empty-criteria-type.json"}) {
    CAPTURE(name);
    CHECK(read_badge_class(part(name).root()));
  }
  for (const auto* name :
       {"issuer-compact-iri-validation.json", "rdf-validation/valid-issuer-extension.json"}) {
    CAPTURE(name);
    CHECK(read_issuer_profile(part(name).root()));
  }
  for (const auto* name :
       {"rdf-validation/invalid-class.json", "rdf-validation/invalid-empty-type.json"}) {
    CHECK_FALSE(read_badge_class(part(name).root()));
    CHECK_FALSE(read_issuer_profile(part(name).root()));
  }
}
