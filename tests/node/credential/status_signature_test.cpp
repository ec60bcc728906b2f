#include "node/credential/status_signature.hpp"

#include <doctest/doctest.h>

#include <vector>

#include "tests/support/status_judge.hpp"

namespace waarmerk::node::credential {
namespace {

using tests::TestParty;

/// The library's domain: whose key it showed first, and what it shows now.
struct Domain {
  Domain() {
    std::vector<did::DocumentVersion> versions;
    versions.push_back({.document = document_of(owner), .from = tests::badge_now - 90 * day_ms});
    versions.push_back({.document = document_of(buyer), .from = tests::badge_now - day_ms});
    known.add(did::Did::parse(owner.did).value(), did::DocumentHistory::seen(std::move(versions)));
    rules.issuer = owner.did;
  }

  static did::DidDocument document_of(const TestParty& party) {
    return did::DidDocument::read(tests::parse_json(party.document())).value();
  }
  ListSignature check(const TestParty& signer) const {
    return check_list_signature(*open(tests::list_text(signer)), owner.did, rules, known);
  }
  bool is_kept(const TestParty& signer) const {
    const StoredStatus stored{.id = {},
                              .issuer = owner.did,
                              .purposes = {},
                              .method = signer.method,
                              .key = signer.signer->public_key()};
    return std::get<bool>(is_key_kept(stored, rules, known));
  }

  TestParty owner = TestParty::at_host("library.example", 3);
  TestParty buyer = TestParty::at_host("library.example", 4);
  KnownDids known;
  StatusRules rules = tests::list_rules();
};

}  // namespace

TEST_CASE("a list by the key of its issuer is good, and by any other is not") {
  const auto& issuer = tests::list_issuer();
  const auto list = open(tests::list_text(issuer));
  const auto good = check_list_signature(*list, issuer.did, tests::list_rules(), {});
  REQUIRE(std::holds_alternative<GoodListSignature>(good));
  CHECK_FALSE(std::get<GoodListSignature>(good).warning);
  const auto other =
      check_list_signature(*list, TestParty::with_key(2).did, tests::list_rules(), {});
  REQUIRE(std::holds_alternative<BadSignature>(other));
  CHECK(std::get<BadSignature>(other).code == "badge.wrong_controller");
}

TEST_CASE("what is not known yet is asked for") {
  const auto school = TestParty::at_host("school.example", 3);
  const auto list = open(tests::list_text(school));
  CHECK(std::holds_alternative<did::Did>(
      check_list_signature(*list, school.did, tests::list_rules(), {})));
}

TEST_CASE("a list that the buyer of a domain signed warns of the takeover") {
  const Domain domain;
  const auto his = domain.check(domain.buyer);
  REQUIRE(std::holds_alternative<GoodListSignature>(his));
  const auto& warning = std::get<GoodListSignature>(his).warning;
  REQUIRE(warning);
  CHECK(warning->code() == "badge.domain_changed");
  CHECK(warning->sentence.contains("may have changed hands"));
}

TEST_CASE("a key that the buyer of a domain showed does not answer from the store alone") {
  const Domain domain;
  CHECK_FALSE(domain.is_kept(domain.buyer));
  const auto& issuer = tests::list_issuer();
  const StoredStatus stored{.id = {},
                            .issuer = issuer.did,
                            .purposes = {},
                            .method = issuer.method,
                            .key = issuer.signer->public_key()};
  CHECK(std::get<bool>(is_key_kept(stored, tests::list_rules(), {})));
}

}  // namespace waarmerk::node::credential
