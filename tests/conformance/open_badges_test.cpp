// Open Badges 3.0: the examples of the specification, and what the public validator expects of its
// samples.
#include <doctest/doctest.h>

#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "crypto/base/sha2.hpp"
#include "crypto/encoding/hex.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/jsonld/contexts.hpp"
#include "crypto/keys/multikey.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/learner_record.hpp"
#include "node/credential/open_badge_rules.hpp"
#include "node/credential/verification.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/vectors.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;

namespace {

Result<void> read_badge(const json::Document& document) {
  TRY(credential, read_credential(document));
  return credential.is_open_badge() ? check_open_badge(credential) : Result<void>();
}

/// Examples that name a schema class and still break a rule of it.
const std::map<std::string, std::string> broken_examples = {
    {"examples-07.json", "the issuer has no type, and the subject neither type nor achievement"},
    {"readme-00.json", "the subject has neither type nor achievement"},
};

/// Samples whose fault we may never come to see: their kind of signature is not known yet, or the
/// DID, the key or the list that they need is not here. They cannot be checked, which is no
/// acceptance either.
const std::set<std::string> behind_what_is_missing = {
    "validator-samples/velocity.jwt",
    "validator-samples/simple-err-proof-method.json",
    "validator-samples/simple-err-proof-method-unknown-scheme.json",
    "validator-samples/simple-err-proof-method-unknown-did-method.json",
    "validator-samples/simple-err-expired.json",
    "validator-samples/credential-status-revoked.json",
    "validator-samples/bit-string-list/credential-status-revoked.json",
    "validator-samples/bit-string-list/credential-status-revoked-blank-nodes.json",
};

Verdict judge(const std::filesystem::path& path, IssuerCheck issuer_check) {
  tests::Documents none;
  const VerificationOptions options{.now = tests::badge_now, .issuer_check = issuer_check};
  return tests::verify_badge(tests::read_file(path), none, options);
}

/// With the key that stands in the fragment of the verification method.
Result<void> verify_with_key_of_url(json::Value secured, const jsonld::Contexts& contexts) {
  TRY(proofs, proof::read_proofs(secured));
  const auto& method = proofs.front().verification_method;
  TRY(key, keys::parse_multikey(method.substr(method.find('#') + 1)));
  return proof::verify_proof(secured, proofs.front(), key, contexts);
}

}  // namespace

TEST_CASE("ob3: each example of the specification with a schema is read without error") {
  VECTORS_OR_SKIP(folder, "ob3/spec-examples");
  const auto index = tests::parse_json(tests::read_file(folder / "index.json"));
  int read = 0;
  for (const json::Value row : index.root().elements()) {
    if (!row.find("schema_class")->string()) continue;
    const std::string name(row.find("file")->string().value());
    CAPTURE(name);
    const auto document = tests::parse_json(tests::read_file(folder / name));
    const auto result = read_badge(document);
    CHECK(result.has_value() == !broken_examples.contains(name));
    ++read;
  }
  CHECK(read > 10);
}

TEST_CASE("ob3: a good sample is not called false, and a faulty one not good") {
  VECTORS_OR_SKIP(folder, "ob3");
  const auto file = tests::parse_json(tests::read_file(folder / "expectations.json"));
  std::map<std::string, int> counts;
  for (const auto& one : json::Reader(file).get("cases").value().elements().value()) {
    const auto expected = one.get_string("expected").value();
    for (const auto& name : one.strings("files").value()) {
      CAPTURE(name);
      const auto outcome = judge(folder / name, IssuerCheck::required).outcome;
      ++counts[expected + ", " + std::string(print_outcome(outcome))];
      if (expected == "invalid") {
        CHECK_FALSE(is_accepted(outcome));
        const bool is_proved = outcome == Outcome::not_genuine;
        CHECK((is_proved || behind_what_is_missing.contains(name)));
      } else if (expected != "other") {
        CHECK(outcome != Outcome::not_genuine);
      }
      ++counts["files"];
    }
  }
  for (const auto& [word, count] : counts) MESSAGE("ob3 " << word << ": " << count);
  CHECK(counts["files"] == 43);
}

TEST_CASE("ob3: of the good samples each signature that we can check is good") {
  VECTORS_OR_SKIP(folder, "ob3");
  const auto file = tests::parse_json(tests::read_file(folder / "expectations.json"));
  std::map<std::string, int> counts;
  for (const auto& one : json::Reader(file).get("cases").value().elements().value()) {
    const auto expected = one.get_string("expected").value();
    if (expected != "valid" && expected != "warning") continue;
    for (const auto& name : one.strings("files").value()) {
      CAPTURE(name);
      const auto verdict = judge(folder / name, IssuerCheck::proof_only);
      CHECK(verdict.outcome != Outcome::not_genuine);
      ++counts[std::string(verdict.code())];
    }
  }
  for (const auto& [code, count] : counts) MESSAGE("ob3 proof only, " << code << ": " << count);
  CHECK(counts["badge.issuer_not_asked"] >= 4);
}

TEST_CASE("the signed record of the specification verifies, with the badge that it holds") {
  VECTORS_OR_SKIP(folder, "ob3");
  const auto text = tests::read_file(folder / "../contexts/clr-v2p0-2.0.1.json");
  const auto contexts =
      jsonld::Contexts::shipped()
          .with({{.url = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json",
                  .text = text,
                  .sha256 = encoding::encode_hex(sha256(bytes_of(text)).value)}})
          .value();
  const auto record =
      json::parse(tests::read_file(folder / "spec-examples/linked-data-proof-clr-07.json")).value();
  const auto credential = read_credential(record).value();
  CHECK(check_learner_record(credential));
  const auto contents = contents_of(credential);
  REQUIRE(contents.size() == 1);
  CHECK(verify_with_key_of_url(contents[0], contexts));
  CHECK(verify_with_key_of_url(record.root(), contexts));
  CHECK(verify_with_key_of_url(record.root(), jsonld::Contexts::shipped()).error().code ==
        proof::unknown_context);
}
