// What every credential of a bit of trust has, in whichever form it is: from whom, about whom, how
// long, and the terms in its `termsOfUse` (spec/trust.md 8).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/json/writer.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/status_entry.hpp"
#include "node/trust/endorsement.hpp"

namespace waarmerk::node::trust {

/// What a form calls its parts.
struct Wording {
  std::string_view context;  ///< after that of every credential
  std::string_view type;
  std::string_view issuer_type;  ///< as JSON
};

/// What the credential says, with this comment, of the one subject that it names. Without our terms
/// it is the weakest of bits. Fails as read_endorsement does.
Result<Endorsement> read_bit(const credential::Credential& credential, std::string comment);

/// Opens the credential and writes what stands before its subject.
void begin_bit(json::Writer& writer, const Endorsement& said, const Wording& wording);
/// Writes what stands behind its subject, and closes it.
void end_bit(json::Writer& writer, const Endorsement& said,
             const std::optional<credential::StatusEntry>& status);

}  // namespace waarmerk::node::trust
