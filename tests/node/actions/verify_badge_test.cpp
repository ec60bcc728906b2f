#include "node/actions/verify_badge.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "crypto/proof/data_integrity.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/fixed_clock.hpp"
#include "tests/support/run_task.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::TestParty;

/// Evidence out of a few documents.
class Papers final : public Evidence {
 public:
  Task<Answer<DidEvidence>> find_did(did::Did did) override {
    note(did.text());
    const auto found = documents.by_name.find(did.text());
    if (found == documents.by_name.end()) co_return fail(did::unavailable, "Not among them.");
    co_return DidEvidence{*did::read_document(found->second), documents.from};
  }
  Task<Answer<ListEvidence>> find_status_list(credential::NeedStatusList need) override {
    note(need.url);
    if (stored && !need.as_signed) {
      co_return ListEvidence{{}, {.source = credential::Source::own}, stored};
    }
    const auto found = documents.by_name.find(need.url);
    if (found == documents.by_name.end()) co_return fail(did::unavailable, "Not among them.");
    co_return ListEvidence{found->second, documents.from};
  }
  Task<Answer<DocumentEvidence>> find_document(credential::NeedDocument need) override {
    note(need.url);
    const auto found = documents.by_name.find(need.url);
    if (found == documents.by_name.end()) co_return fail(did::unavailable, "Not among them.");
    co_return DocumentEvidence{found->second, documents.from};
  }

  void note(const std::string& name) {
    asked.push_back(name);
    clock.advance(each_takes_ms);
  }

  tests::Documents documents;
  std::optional<credential::StoredStatus> stored = {};
  std::vector<std::string> asked;
  tests::FixedClock clock{tests::badge_now};
  std::int64_t each_takes_ms = 0;
};

credential::Verdict verify(const json::Document& badge, Papers& papers) {
  credential::Verification verification(badge.text(), {.now = tests::badge_now});
  return tests::run_task(verify_badge(std::move(verification), papers, papers.clock));
}

json::Document badge_of(const TestParty& issuer) {
  return tests::issue(tests::with_status(tests::sample_badge(issuer), 94'567), issuer);
}

}  // namespace

TEST_CASE("a badge of Open Badges 2.0 is given what is published, each once") {
  Papers papers;
  const std::string at = "https://school.example/";
  const std::string assertion =
      R"({"@context":"https://w3id.org/openbadges/v2","type":"Assertion","id":")" + at +
      R"(a","recipient":{"type":"email","identity":"a@b.example"},"issuedOn":"2020-01-01T00:00:00Z",
      "badge":")" +
      at + R"(b","verification":{"type":"hosted"}})";
  papers.documents.by_name[at + "a"] = assertion;
  papers.documents.by_name[at + "b"] = R"({"type":"BadgeClass","name":"Robots","criteria":"All",
      "issuer":")" + at + "c\"}";
  const auto badge = tests::parse_json(assertion);
  CHECK(verify(badge, papers).outcome == credential::Outcome::cannot_be_checked);
  CHECK(papers.asked == std::vector<std::string>{at + "a", at + "b", at + "c"});
  papers.documents.by_name[at + "c"] = R"({"type":"Issuer","name":"A school","id":")" + at + "c\"}";
  CHECK(verify(badge, papers).outcome == credential::Outcome::genuine);
}

TEST_CASE("what a store says of a list is enough, and the list is asked for where it is not") {
  const auto issuer = TestParty::with_key(1);
  const auto badge = badge_of(issuer);
  const auto stored_with = [&](const TestParty& signer) {
    return credential::StoredStatus{.id = std::string(tests::list_url),
                                    .issuer = issuer.did,
                                    .purposes = {"revocation"},
                                    .method = issuer.method,
                                    .key = signer.signer->public_key(),
                                    .values = {1}};
  };
  Papers papers;
  papers.stored = stored_with(issuer);
  CHECK(verify(badge, papers).code() == "badge.revoked");
  CHECK(papers.asked.size() == 1);
  papers.stored = stored_with(TestParty::with_key(2));
  papers.documents.by_name[std::string(tests::list_url)] = tests::list_text(issuer);
  CHECK(verify(badge, papers).outcome == credential::Outcome::genuine);
  CHECK(papers.asked.size() == 3);
}

TEST_CASE("a verification is given the documents that it asks for, each once") {
  const auto library = TestParty::at_host("library.example", 3);
  Papers papers;
  papers.documents.add(library);
  papers.documents.by_name[std::string(tests::list_url)] = tests::list_text(library);
  const auto verdict = verify(badge_of(library), papers);
  CHECK(verdict.outcome == credential::Outcome::genuine);
  CHECK(papers.asked == std::vector<std::string>{library.did, std::string(tests::list_url)});
  papers.documents.by_name[std::string(tests::list_url)] =
      tests::list_text(library, {.set = {94'567}});
  CHECK(verify(badge_of(library), papers).code() == "badge.revoked");
}

TEST_CASE("what cannot be had leaves the badge unchecked, and never valid") {
  const auto library = TestParty::at_host("library.example", 3);
  Papers papers;
  CHECK(verify(badge_of(library), papers).outcome == credential::Outcome::cannot_be_checked);
  papers.documents.add(library);
  const auto verdict = verify(badge_of(library), papers);
  CHECK(verdict.outcome == credential::Outcome::cannot_be_checked);
  CHECK(verdict.code() == "badge.status_unknown");
}

TEST_CASE("nobody is asked after twenty seconds of asking, and what is lacking is told") {
  const auto library = TestParty::at_host("library.example", 3);
  Papers papers;
  papers.documents.add(library);
  papers.documents.by_name[std::string(tests::list_url)] = tests::list_text(library);
  papers.each_takes_ms = asking_ms_max;
  CHECK(verify(badge_of(library), papers).outcome == credential::Outcome::genuine);
  papers.asked.clear();
  papers.each_takes_ms = asking_ms_max + 1;
  const auto verdict = verify(badge_of(library), papers);
  CHECK(verdict.code() == "badge.status_unknown");
  CHECK(tests::find_check(verdict.checks, "status")->detail.contains("credential.out_of_time"));
  CHECK(papers.asked == std::vector<std::string>{library.did});
}

TEST_CASE("a presentation is verified with what its badges need") {
  const auto library = TestParty::at_host("library.example", 3);
  const auto holder = TestParty::with_key(200);
  proof::ProofOptions options;
  options.verification_method = holder.method;
  options.proof_purpose = "authentication";
  const auto unsigned_form = credential::write_presentation({badge_of(library)}, holder.did);
  const auto shown = *proof::add_proof(*unsigned_form, options, *holder.signer);
  const auto verify_shown = [&](Papers& papers) {
    credential::PresentationVerification verification(shown,
                                                      {.credentials = {.now = tests::badge_now}});
    return tests::run_task(verify_presentation(std::move(verification), papers, papers.clock));
  };
  Papers none;
  CHECK_FALSE(verify_shown(none).accepted());
  Papers papers;
  papers.documents.add(library);
  papers.documents.by_name[std::string(tests::list_url)] = tests::list_text(library);
  CHECK(verify_shown(papers).accepted());
}

}  // namespace waarmerk::node::actions
