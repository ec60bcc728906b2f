// Signing a receipt: what this node found of a file, for who had it checked.
#pragma once

#include <string>

#include "crypto/base/result.hpp"
#include "node/actions/ports.hpp"
#include "node/credential/verdict.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

/// The signed credential, as text. `file` is what was brought, to the byte. Nothing of it is kept.
/// Fails with feed.ended where our DID is over, and as signing does.
Task<Result<std::string>> sign_receipt(const Ports& ports, credential::Verdict verdict,
                                       std::string file);

}  // namespace waarmerk::node::actions
