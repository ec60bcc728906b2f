#include "node/credential/verdict.hpp"

#include <algorithm>

#include "crypto/encoding/hex.hpp"

namespace waarmerk::node::credential {
namespace {

/// Whether the check says whose word the badge is, rather than what that word is worth now.
bool is_about_origin(const Check& check) {
  const auto name = check.name();
  return name == "format" || name == "proof" || name == "issuer" || name == "holder";
}

/// The earliest finding in this state, or nothing.
const Check* first(const std::vector<Check>& checks, CheckState state, bool origin) {
  const Check* found = nullptr;
  for (const auto& check : checks) {
    if (check.state() != state || is_about_origin(check) != origin) continue;
    if (found == nullptr || check.finding < found->finding) found = &check;
  }
  return found;
}

void write_time(json::Writer& writer, std::string_view name, const std::optional<UnixTime>& time) {
  if (time) writer.member(name, print_time(*time));
}

void write_text(json::Writer& writer, std::string_view name, std::string_view text) {
  if (!text.empty()) writer.member(name, text);
}

void write_check(json::Writer& writer, const Check& check) {
  writer.begin_object();
  writer.member("name", check.name());
  writer.member("state", print_state(check.state()));
  writer.member("code", check.code());
  writer.member("sentence", check.sentence);
  write_text(writer, "detail", check.detail);
  writer.end_object();
}

void write_list(json::Writer& writer, const StatusFacts& status) {
  writer.name("list").begin_object().member("url", status.list_url);
  if (status.list_place) writer.member("issuerVersion", print_feed_place(*status.list_place));
  write_time(writer, "validFrom", status.list_valid_from);
  write_time(writer, "validUntil", status.list_valid_until);
  if (status.list_ttl_ms) writer.name("ttlMs").integer(*status.list_ttl_ms);
  if (status.list_sha256) {
    writer.member("sha256", encoding::encode_hex(status.list_sha256->value));
  }
  writer.end_object();
}

void write_witnesses(json::Writer& writer, const WitnessFacts& witnesses) {
  writer.name("witnesses").begin_object();
  writer.name("agree").integer(static_cast<std::int64_t>(witnesses.agree));
  writer.name("of").integer(static_cast<std::int64_t>(witnesses.of));
  writer.name("needed").integer(static_cast<std::int64_t>(witnesses.needed));
  write_time(writer, "newest", witnesses.newest);
  write_time(writer, "median", witnesses.median);
  writer.end_object();
}

void write_issuer(json::Writer& writer, const StatusFacts& status) {
  writer.name("issuer").begin_object();
  writer.member("liveness", print_liveness(status.issuer.liveness));
  write_time(writer, "lastHeard", status.issuer_last_heard);
  writer.end_object();
}

void write_status(json::Writer& writer, const StatusFacts& status) {
  writer.name("status").begin_object();
  writer.member("status", print_status(status.word));
  write_time(writer, "asOf", status.as_of);
  if (status.grade) writer.member("assurance", print_grade(*status.grade));
  writer.member("source", print_source(status.source));
  if (!status.list_url.empty()) {
    write_list(writer, status);
    write_issuer(writer, status);
    write_witnesses(writer, status.issuer.witnesses);
    writer.name("conflicts").begin_array();
    for (const auto conflict : status.issuer.conflicts) writer.string(print_conflict(conflict));
    writer.end_array();
  }
  writer.end_object();
}

void write_refresh_services(json::Writer& writer, const Verdict& verdict) {
  if (verdict.refresh_services.empty()) return;
  writer.name("refreshService").begin_array();
  for (const auto& service : verdict.refresh_services) {
    writer.begin_object();
    write_text(writer, "id", service.id);
    writer.member("type", service.type).end_object();
  }
  writer.end_array();
}

void write_facts(json::Writer& writer, const Verdict& verdict) {
  write_text(writer, "id", verdict.credential_id);
  write_text(writer, "name", verdict.name);
  write_text(writer, "achievement", verdict.achievement);
  if (!verdict.issuer.empty()) {
    writer.name("issuer").begin_object().member("id", verdict.issuer);
    write_text(writer, "name", verdict.issuer_name);
    writer.end_object();
  }
  write_text(writer, "subject", verdict.subject);
  write_time(writer, "validFrom", verdict.valid_from);
  write_time(writer, "validUntil", verdict.valid_until);
  write_refresh_services(writer, verdict);
  write_status(writer, verdict.status);
}

}  // namespace

std::string_view print_outcome(Outcome outcome) {
  switch (outcome) {
    case Outcome::genuine: return "genuine";
    case Outcome::genuine_with_warning: return "genuine_with_warning";
    case Outcome::cannot_be_checked: return "cannot_be_checked";
    case Outcome::not_genuine: return "not_genuine";
  }
  return {};
}

std::string_view print_state(CheckState state) {
  switch (state) {
    case CheckState::passed: return "passed";
    case CheckState::warning: return "warning";
    case CheckState::failed: return "failed";
    case CheckState::unchecked: return "unchecked";
  }
  return {};
}

std::string_view print_source(Source source) {
  switch (source) {
    case Source::none: return "none";
    case Source::own: return "own";
    case Source::gossip: return "gossip";
    case Source::bundle: return "bundle";
    case Source::https: return "https";
    case Source::documents: return "documents";
    case Source::holder_staple: return "holder-staple";
  }
  return {};
}

std::string_view print_status(StatusWord word) {
  switch (word) {
    case StatusWord::none: return "none";
    case StatusWord::not_revoked: return "not_revoked";
    case StatusWord::revoked: return "revoked";
    case StatusWord::suspended: return "suspended";
    case StatusWord::contested: return "contested";
    case StatusWord::unknown: return "unknown";
  }
  return {};
}

bool is_accepted(Outcome outcome) {
  return outcome == Outcome::genuine || outcome == Outcome::genuine_with_warning;
}

std::string_view Verdict::code() const { return code_of(outcome, finding); }

bool Verdict::accepted() const { return is_accepted(outcome); }

std::string_view code_of(Outcome outcome, Finding finding) {
  return outcome == Outcome::genuine ? "badge.genuine" : describe(finding).code;
}

Decision decide(const std::vector<Check>& checks) {
  for (const bool origin : {true, false}) {
    if (const auto* check = first(checks, CheckState::failed, origin)) {
      return {Outcome::not_genuine, check->finding};
    }
    if (const auto* check = first(checks, CheckState::unchecked, origin)) {
      return {Outcome::cannot_be_checked, check->finding};
    }
  }
  const bool is_proved = std::ranges::any_of(checks, [](const Check& check) {
    return check.finding == Finding::signature_good || check.finding == Finding::hosted_good;
  });
  if (!is_proved) {
    return {Outcome::cannot_be_checked, Finding::key_not_found};
  }
  for (const bool origin : {true, false}) {
    if (const auto* check = first(checks, CheckState::warning, origin)) {
      return {Outcome::genuine_with_warning, check->finding};
    }
  }
  return {Outcome::genuine, Finding::signature_good};
}

void add_check(Verdict& verdict, Check check) {
  verdict.checks.push_back(std::move(check));
  const auto decision = decide(verdict.checks);
  verdict.outcome = decision.outcome;
  verdict.finding = decision.finding;
}

void write_checks(json::Writer& writer, const std::vector<Check>& checks) {
  writer.name("checks").begin_array();
  for (const auto& check : checks) write_check(writer, check);
  writer.end_array();
}

void write_verdict(json::Writer& writer, const Verdict& verdict) {
  writer.member("outcome", print_outcome(verdict.outcome));
  writer.member("code", verdict.code());
  writer.member("summary", summarize(verdict));
  write_checks(writer, verdict.checks);
  write_facts(writer, verdict);
  writer.member("checkedAt", print_time(verdict.checked_at));
  write_time(writer, "asOf", verdict.as_of);
  writer.name("phonedHome").boolean(verdict.phoned_home);
}

std::string print_verdict(const Verdict& verdict) {
  json::Writer writer;
  writer.begin_object();
  write_verdict(writer, verdict);
  writer.end_object();
  return writer.take();
}

}  // namespace waarmerk::node::credential
