// Recognising: we say in public of another organisation for what it is to be believed
// (spec/trust.md 8), or that we think well of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "crypto/base/result.hpp"
#include "crypto/base/sha2.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"
#include "did/did.hpp"
#include "node/actions/ports.hpp"
#include "node/task/task.hpp"
#include "node/trust/recognized_entity.hpp"
#include "node/trust/terms.hpp"

namespace waarmerk::node::actions {

inline constexpr ErrorCode own_bit{"trust.own_bit", ErrorKind::invalid};
inline constexpr ErrorCode no_scope{"trust.no_scope", ErrorKind::invalid};
/// A feed is for everybody and for ever, so nobody stands in one who may be a person.
inline constexpr ErrorCode perhaps_person{"trust.perhaps_a_person", ErrorKind::invalid};

/// How long it holds where nothing is said.
inline constexpr std::int64_t recognition_ms = 365 * day_ms;

struct Recognition {
  did::Did trustee;
  std::string trustee_name = {};  ///< its DID where empty
  std::string name = {};          ///< of the credential; made of both sides where empty
  trust::StatementForm form = trust::StatementForm::endorsement;
  bool is_plain = false;  ///< an endorsement without terms, which counts for nothing
  trust::Terms terms = {};
  std::string comment = {};
  std::optional<UnixTime> until = {};
  /// An invitation that was opened: only nodes make them, so who signed it is no person.
  std::string answers = {};
};

struct Recognised {
  Sha256 hash;  ///< by which it is withdrawn
  json::Document credential;
};

/// Signs it in the form that is wished, gives it a place in a list that shows its withdrawal, and
/// publishes it; what it takes the place of shows in its own list that it holds no more. Fails with
/// trust.own_bit, trust.perhaps_a_person, trust.no_scope where neither a scope nor `any` is named,
/// trust.bad_bit, trust.bad_scope, or as publishing does.
Task<Result<Recognised>> recognise(Ports& ports, Recognition wish);

}  // namespace waarmerk::node::actions
