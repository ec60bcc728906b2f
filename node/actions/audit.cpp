#include "node/actions/audit.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "crypto/base/big_endian.hpp"
#include "did/did.hpp"
#include "node/actions/commit.hpp"
#include "node/feed/feed_id.hpp"

namespace waarmerk::node::actions {
namespace {

/// How many go at once where there is no room, so that not each decision reads the oldest.
constexpr std::size_t forgotten_at_once = 1000;

/// Whether the DID has nothing but the name of a host in it, and so no path that names a person.
bool is_host(const did::Did& did) {
  const auto id = did.specific_id();
  if (did.method() == "web") return !id.contains(':');
  return did.method() == "webvh" && std::ranges::count(id, ':') == 1;
}

bool is_proved(const credential::Verdict& verdict) {
  return std::ranges::any_of(verdict.checks, [](const credential::Check& check) {
    return check.name() == "issuer" && check.state() == credential::CheckState::passed;
  });
}

/// Anybody may write anything where a badge names its issuer, so only who signed it is named, and
/// nobody who gave it to himself. A key that stands for itself may be a person's: of it only the
/// hash is kept.
std::string issuer_of(const credential::Verdict& verdict) {
  const auto did = did::Did::parse(verdict.issuer);
  if (!did || !is_proved(verdict) || verdict.issuer == verdict.subject) return {};
  return is_host(*did) ? did->text() : feed::print_feed_id(feed::feed_id_of(*did));
}

}  // namespace

records::AuditedDecision decision_of(const credential::Verdict& verdict,
                                     const records::AuditPlace& place) {
  records::AuditedDecision decision{
      .place = place,
      .outcome = std::string(credential::print_outcome(verdict.outcome)),
      .code = std::string(verdict.code()),
      .codes = {},
      .status = std::string(credential::print_status(verdict.status.word)),
      .issuer = issuer_of(verdict)};
  if (verdict.status.grade) {
    decision.grade = std::string(credential::print_grade(*verdict.status.grade));
  }
  for (const auto& check : verdict.checks) {
    const std::string code(check.code());
    const bool is_said = std::ranges::find(decision.codes, code) != decision.codes.end();
    if (!is_said && decision.codes.size() < audit_codes_max) decision.codes.push_back(code);
  }
  return decision;
}

Result<Audit> Audit::load(Ports& ports, Background& background, Options options) {
  TRY(count, records::count_decisions(ports.records.store));
  return Audit(ports, background, options, count);
}

void Audit::note(const credential::Verdict& verdict) {
  if (!options_.is_on) return;
  storage::Batch rows;
  if (count_ >= options_.decisions_max) {
    forget(rows, std::min(forgotten_at_once, options_.decisions_max));
  }
  const auto number = read_big_endian<std::uint64_t>(draw<8>(ports_.random));
  records::save_decision(rows, decision_of(verdict, {ports_.clock.now(), number}));
  ++count_;
  keep(std::move(rows));
}

void Audit::review() {
  storage::Batch rows;
  const auto before = count_;
  forget(rows, 0);
  if (count_ != before) keep(std::move(rows));
}

/// What cannot be read now is forgotten the next time.
void Audit::forget(storage::Batch& rows, std::size_t count_min) {
  const auto gone = records::forget_decisions(
      ports_.records.store, rows,
      {.until = ports_.clock.now() - audit_kept_ms, .count_min = count_min});
  if (gone) count_ -= std::min(*gone, count_);
}

void Audit::keep(storage::Batch rows) {
  // A decision that the disk refuses is lost; the journal takes no other row by then either.
  const auto write = [](storage::Journal& journal, storage::Batch batch) -> Task<void> {
    (void)co_await commit(journal, std::move(batch));
  };
  background_.spawn(write(ports_.records.journal, std::move(rows)));
}

}  // namespace waarmerk::node::actions
