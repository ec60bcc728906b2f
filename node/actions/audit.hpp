// Audit: keeps what was decided about badges, where the operator wants that (network.md 9.4).
//
// A decision is kept without the badge, its subject or who asked: when it was, its outcome, the
// codes of its checks, the grade, and whose badge it was where that is no person.
#pragma once

#include <cstddef>
#include <cstdint>

#include "crypto/base/result.hpp"
#include "node/actions/background.hpp"
#include "node/actions/ports.hpp"
#include "node/credential/verdict.hpp"
#include "node/records/audit.hpp"

namespace waarmerk::node::actions {

inline constexpr std::int64_t audit_kept_ms = 90 * day_ms;
/// About 30 MB. The oldest go first.
inline constexpr std::size_t audit_decisions_max = 100'000;
/// Of one verdict; a badge may hold others, with checks of their own.
inline constexpr std::size_t audit_codes_max = 32;

/// What is kept of a verdict.
records::AuditedDecision decision_of(const credential::Verdict& verdict,
                                     const records::AuditPlace& place);

/// One per node, on its strand.
class Audit {
 public:
  struct Options {
    bool is_on = false;
    std::size_t decisions_max = audit_decisions_max;
  };

  /// Both outlive it. Fails as the store does.
  static Result<Audit> load(Ports& ports, Background& background, Options options);

  bool is_on() const { return options_.is_on; }
  /// Nothing where it is off. It is on the disk some time later.
  void note(const credential::Verdict& verdict);
  /// Forgets what is too old, also where it is off now; to be called now and again.
  void review();

 private:
  Audit(Ports& ports, Background& background, Options options, std::size_t count)
      : ports_(ports), background_(background), options_(options), count_(count) {}

  void forget(storage::Batch& rows, std::size_t count_min);
  void keep(storage::Batch rows);

  Ports& ports_;
  Background& background_;
  Options options_;
  std::size_t count_;
};

}  // namespace waarmerk::node::actions
