#include "node/routes/problem_details.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crypto/json/writer.hpp"
#include "node/http/json_body.hpp"

namespace waarmerk::node::routes {
namespace {

constexpr std::size_t usual_bytes = 2048;  // of a verdict

constexpr std::string_view vc_problem = "https://www.w3.org/TR/vc-data-model#";
constexpr std::string_view di_problem = "https://w3id.org/security#";
constexpr std::string_view status_problem = "https://www.w3.org/ns/credentials/status-list#";

/// The published problem type that says most nearly what was found.
std::string problem_type(const credential::Check& check) {
  const auto name = check.name();
  const auto of = [](std::string_view base, std::string_view type) {
    return std::string(base) + std::string(type);
  };
  if (check.finding == credential::Finding::wrong_challenge) {
    return of(di_problem, "INVALID_CHALLENGE_ERROR");
  }
  if (check.finding == credential::Finding::wrong_domain) {
    return of(di_problem, "INVALID_DOMAIN_ERROR");
  }
  if (check.finding == credential::Finding::status_unknown) {
    return of(status_problem, "STATUS_RETRIEVAL_ERROR");
  }
  if (name == "status") return of(status_problem, "STATUS_VERIFICATION_ERROR");
  if (name == "dates") return of(vc_problem, "RANGE_ERROR");
  if (name == "format") return of(vc_problem, "MALFORMED_VALUE_ERROR");
  return of(vc_problem, "CRYPTOGRAPHIC_SECURITY_ERROR");
}

void write_problems(json::Writer& writer, const std::vector<credential::Check>& checks) {
  for (const auto& check : checks) {
    if (check.state() == credential::CheckState::passed) continue;
    writer.begin_object()
        .member("type", problem_type(check))
        .member("title", check.sentence)
        .member("code", check.code());
    if (!check.detail.empty()) writer.member("detail", check.detail);
    writer.end_object();
  }
}

}  // namespace

http::Response verdict_response(const credential::Verdict& verdict) {
  json::Writer writer(usual_bytes);
  writer.begin_object().name("verified").boolean(verdict.accepted());
  writer.name("problemDetails").begin_array();
  write_problems(writer, verdict.checks);
  writer.end_array().name("verdict").begin_object();
  credential::write_verdict(writer, verdict);
  writer.end_object().end_object();
  return http::json_response(verdict.accepted() ? 200 : 400, writer.take());
}

http::Response verdict_response(const credential::PresentationVerdict& verdict) {
  json::Writer writer(usual_bytes);
  writer.begin_object().name("verified").boolean(verdict.accepted());
  writer.name("problemDetails").begin_array();
  write_problems(writer, verdict.checks);
  for (const auto& each : verdict.credentials) write_problems(writer, each.checks);
  writer.end_array().name("verdict").begin_object();
  credential::write_presentation_verdict(writer, verdict);
  writer.end_object().end_object();
  return http::json_response(verdict.accepted() ? 200 : 400, writer.take());
}

}  // namespace waarmerk::node::routes
