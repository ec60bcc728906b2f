#include "cli/recognition.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "cli/command.hpp"
#include "cli/error_codes.hpp"
#include "crypto/json/writer.hpp"
#include "node/actions/trust_check.hpp"
#include "node/credential/securing.hpp"
#include "node/credential/sentences.hpp"
#include "node/trust/scope.hpp"

namespace waarmerk::cli {
namespace {

namespace credential = node::credential;
namespace trust = node::trust;

constexpr std::string_view check_name = "trust";

Result<NodeClient> find_node(const Args& args, Workspace& workspace) {
  if (args.has("--offline")) return fail(no_answer, "Nobody is asked, and so the node is not.");
  return NodeClient::find(args, workspace);
}

credential::Check not_looked_up(const credential::Verdict& verdict, const Error& why) {
  return credential::make_check(
      credential::Finding::issuer_not_looked_up,
      {{"issuer", credential::say_party(verdict.issuer_name, verdict.issuer)}},
      std::string(why.code.name) + ": " + why.detail);
}

std::string write_question(const credential::Verdict& verdict, const trust::Scope& scope) {
  json::Writer body;
  body.begin_object().member("issuer", verdict.issuer);
  for (const auto& [dimension, name] : trust::dimension_names) {
    const auto values = scope.values.find(dimension);
    if (values == scope.values.end()) continue;
    body.name(name).begin_array();
    for (const auto& value : values->second) body.string(value);
    body.end_array();
  }
  if (verdict.as_of) body.member("at", print_time(*verdict.as_of));
  return body.end_object().take();
}

/// The check that the answer holds, in the words of the node.
Result<credential::Check> read_check(json::Value answer) {
  const auto checks = answer.find("checks");
  if (checks) {
    for (const auto check : checks->elements()) {
      const auto code = text_at(check, "code");
      const auto known = std::ranges::find_if(credential::findings(), [&](const auto& one) {
        return one.check == check_name && one.code == code;
      });
      if (known == credential::findings().end()) continue;
      return credential::Check{known->finding, text_at(check, "sentence"),
                               text_at(check, "detail")};
    }
  }
  return fail(strange_answer, "The node does not say whether the issuer is recognised.");
}

}  // namespace

std::vector<Option> recognition_options() {
  return with_node({{"--require-recognised", "",
                     "ask this machine's node, and end with 15 unless the issuer is recognised"}});
}

Recognition::Recognition(const Args& args, Workspace& workspace)
    : node_(find_node(args, workspace)) {}

void Recognition::add_to(credential::Verdict& verdict, std::string_view badge) {
  if (verdict.accepted()) credential::add_check(verdict, look_up(verdict, badge));
}

credential::Check Recognition::look_up(const credential::Verdict& verdict, std::string_view badge) {
  if (!did::Did::parse(verdict.issuer)) return node::actions::check_without_did(verdict);
  if (silence_) return not_looked_up(verdict, *silence_);
  auto found = ask(verdict, badge);
  if (found) return std::move(*found);
  if (found.error().code == trust::bad_scope) return node::actions::check_of_unaskable(verdict);
  if (found.error().code == no_answer) silence_ = found.error();
  return not_looked_up(verdict, found.error());
}

Result<credential::Check> Recognition::ask(const credential::Verdict& verdict,
                                           std::string_view badge) {
  if (!node_) return std::unexpected(node_.error());
  TRY(opened, credential::open(badge));
  const auto scope = node::actions::scope_of_badge(opened.document.root());
  TRY(answer, node_->post("/v1/trust/explain", write_question(verdict, scope)));
  return read_check(answer.root());
}

const credential::Check* find_trust_check(const credential::Verdict& verdict) {
  const auto found = std::ranges::find(verdict.checks, check_name, &credential::Check::name);
  return found == verdict.checks.end() ? nullptr : &*found;
}

}  // namespace waarmerk::cli
