// Confirming, as a witness, the next version of another's did:webvh (did:webvh 1.0, "Witnessing a
// DID Version Update").
//
// We confirm what follows the history that we hold, where it names us, and one line only in each
// place of it: two that contradict each other never both bear our name.
#pragma once

#include <string>

#include "crypto/base/result.hpp"
#include "did/did.hpp"
#include "node/actions/ports.hpp"
#include "node/actions/witness_role.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

/// The line does not name us among its witnesses.
inline constexpr ErrorCode not_named{"witness.not_named", ErrorKind::denied};
/// We confirmed another line in this place.
inline constexpr ErrorCode other_confirmed{"witness.other_confirmed", ErrorKind::conflict};

struct NextLine {
  did::Did did;
  std::string line;  ///< of did.jsonl, without its newline
};

/// `{"versionId":…,"proof":[…]}`. What is confirmed is on disk before it is signed. Fails with
/// did.not_found where we do not hold the history, did.bad_log where the line does not follow it,
/// witness.not_named, witness.other_confirmed, or as the journal and the signer do.
Task<Result<std::string>> confirm_did(Ports& ports, const WitnessRole& role, NextLine next);

}  // namespace waarmerk::node::actions
