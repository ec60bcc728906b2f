#include "node/pinned_contexts.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <string>

#include "crypto/base/sha2.hpp"
#include "crypto/encoding/hex.hpp"
#include "crypto/json/edit.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "node/credential/issuance.hpp"
#include "node/ops/config.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/temporary_folder.hpp"

namespace waarmerk::node {
namespace {

const std::string url = "https://club.example/context/v1";
const std::string text = R"({"@context":{"colourOfBelt":"https://club.example/belt"}})";

struct PinFolder {
  PinFolder() { std::ofstream(path, std::ios::binary) << text; }

  std::string pin(const std::string& digest) const { return url + ' ' + digest + ' ' + path; }
  std::string pin() const { return pin(encoding::encode_hex(sha256(bytes_of(text)).value)); }

  tests::TemporaryFolder folder;
  std::string path = (folder / "a context.json").string();
};

json::Document club_credential(const tests::TestParty& issuer) {
  return tests::parse_json(R"({"@context":["https://www.w3.org/ns/credentials/v2",")" + url +
                           R"("],"type":["VerifiableCredential"],"issuer":")" + issuer.did +
                           R"(","credentialSubject":{"colourOfBelt":"green"}})");
}

}  // namespace

TEST_CASE("what an operator pins is known, and nothing else is") {
  const PinFolder files;
  const auto contexts = load_contexts({files.pin()});
  REQUIRE(contexts);
  CHECK(contexts->knows(url));
  CHECK(contexts->knows("https://www.w3.org/ns/credentials/v2"));
  CHECK_FALSE(contexts->knows(url + "/other"));
  CHECK_FALSE(load_contexts({})->knows(url));
}

TEST_CASE("a file that is gone or says something else keeps the node from starting") {
  const PinFolder files;
  const auto changed = load_contexts({files.pin(std::string(64, '0'))});
  REQUIRE_FALSE(changed);
  CHECK(changed.error().code == jsonld::wrong_digest);
  const auto gone = load_contexts({files.pin() + "x"});
  REQUIRE_FALSE(gone);
  CHECK(gone.error().code == ops::bad_value);
  CHECK(gone.error().detail.contains(url));
}

TEST_CASE("a credential with a pinned context is signed and verified where it is known") {
  const PinFolder files;
  const auto contexts = load_contexts({files.pin()}).value();
  const auto issuer = tests::TestParty::with_key(1);
  credential::SecureOptions how{.verification_method = issuer.method,
                                .created = tests::badge_issued};
  const auto unsecured = club_credential(issuer);
  CHECK(credential::secure(unsecured, how, *issuer.signer).error().code == proof::unknown_context);
  how.contexts = contexts;
  const auto secured = credential::secure(unsecured, how, *issuer.signer);
  REQUIRE(secured);

  tests::Documents none;
  const auto here =
      tests::verify_badge(secured->text(), none, {.now = tests::badge_now, .contexts = contexts});
  CHECK(here.outcome == credential::Outcome::genuine);
  const auto elsewhere = tests::verify_badge(secured->text(), none);
  CHECK(elsewhere.outcome == credential::Outcome::cannot_be_checked);
  CHECK(elsewhere.finding == credential::Finding::unknown_context);
}

}  // namespace waarmerk::node
