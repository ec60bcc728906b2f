#include "did/webvh_proof.hpp"

#include <doctest/doctest.h>

#include "crypto/json/parse.hpp"
#include "did/webvh_parameters.hpp"
#include "tests/support/webvh_history.hpp"

using namespace waarmerk;
using namespace waarmerk::did;

namespace {

const std::string key = tests::multikey(3);

/// What is said of a confirmation in which one text was replaced by another.
bool holds(const std::string& what = "", const std::string& with = "", std::string by = key) {
  auto text = tests::confirmation("1-Qm", 3);
  if (!what.empty()) text.replace(text.find(what), what.size(), with);
  const auto document = json::parse(text).value();
  const auto proofs = proof::read_proofs(document.root());
  if (!proofs) return false;
  const auto signer = signer_of(proofs->front());
  return signer && check_webvh_proof(document.root(), proofs->front(), by).has_value();
}

}  // namespace

TEST_CASE("a proof holds for the key that it names and no other, over what was signed") {
  CHECK(holds());
  CHECK_FALSE(holds("", "", tests::multikey(4)));
  CHECK_FALSE(holds("1-Qm", "2-Qm"));
  CHECK_FALSE(holds("eddsa-jcs-2022", "eddsa-rdfc-2022"));
  CHECK_FALSE(holds("assertionMethod", "authentication"));
}

TEST_CASE("a verification method is a did:key whose two halves are one key") {
  CHECK_FALSE(holds("did:key:" + key + "#", "did:key:" + tests::multikey(4) + "#"));
  CHECK_FALSE(holds("#" + key, ""));
  CHECK_FALSE(holds("did:key:", "did:web:"));
}
