#include "node/routes/problem_details.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/parse.hpp"
#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {
namespace {

using credential::Finding;
using credential::Outcome;
using tests::body_of;

credential::Verdict verdict_of(Outcome outcome, Finding finding) {
  return {.outcome = outcome,
          .finding = finding,
          .checks = {{Finding::format_good, "It is a badge.", ""}, {finding, "So it is.", "why"}}};
}

/// The problem type for a finding that makes a badge not genuine.
std::string type_of(Finding finding) {
  const auto response = verdict_response(verdict_of(Outcome::not_genuine, finding));
  CHECK(response.status == 400);
  const auto body = body_of(response);
  CHECK(body.root().find("verified")->boolean() == false);
  const auto problems = *body.root().find("problemDetails");
  REQUIRE(problems.size() == 1);
  const json::Value problem = *problems.elements().begin();
  CHECK(problem.find("detail")->string() == "why");
  const std::string type(*problem.find("type")->string());
  return type.substr(type.find('#') + 1);
}

}  // namespace

TEST_CASE("each finding has the published problem type that says it most nearly") {
  CHECK(type_of(Finding::bad_signature) == "CRYPTOGRAPHIC_SECURITY_ERROR");
  CHECK(type_of(Finding::malformed_credential) == "MALFORMED_VALUE_ERROR");
  CHECK(type_of(Finding::expired) == "RANGE_ERROR");
  CHECK(type_of(Finding::revoked) == "STATUS_VERIFICATION_ERROR");
  CHECK(type_of(Finding::status_unknown) == "STATUS_RETRIEVAL_ERROR");
  CHECK(type_of(Finding::wrong_challenge) == "INVALID_CHALLENGE_ERROR");
  CHECK(type_of(Finding::wrong_domain) == "INVALID_DOMAIN_ERROR");
}

TEST_CASE("a badge that is genuine is 200, with a warning too, and never one that is unchecked") {
  const auto status_of = [](Outcome outcome, Finding finding) {
    return verdict_response(verdict_of(outcome, finding)).status;
  };
  CHECK(status_of(Outcome::genuine, Finding::signature_good) == 200);
  CHECK(status_of(Outcome::genuine_with_warning, Finding::status_stale) == 200);
  CHECK(status_of(Outcome::cannot_be_checked, Finding::did_unavailable) == 400);
  CHECK(status_of(Outcome::not_genuine, Finding::bad_signature) == 400);
}

TEST_CASE("a presentation tells its own problems and those of its credentials") {
  credential::PresentationVerdict verdict{
      .outcome = Outcome::not_genuine,
      .finding = Finding::credential_not_genuine,
      .checks = {{Finding::holder_good, "Shown by its holder.", ""}},
      .holder = "did:example:someone",
      .credentials = {verdict_of(Outcome::not_genuine, Finding::expired)}};
  const auto response = verdict_response(verdict);
  CHECK(response.status == 400);
  CHECK(body_of(response).root().find("problemDetails")->size() == 1);
}

}  // namespace waarmerk::node::routes
