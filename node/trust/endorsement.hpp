// A bit of trust as people publish it: an EndorsementCredential of Open Badges 3.0 that any reader
// understands, with our terms in its `termsOfUse` (spec/trust.md 2).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"
#include "did/did.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/status_entry.hpp"
#include "node/trust/graph.hpp"
#include "node/trust/scope.hpp"

namespace waarmerk::node::trust {

/// What our terms begin with. Whole, so that no context has to be known or fetched for them.
inline constexpr std::string_view terms_of_trust = "https://w3id.org/bits-of-trust#";

inline constexpr std::string_view endorsement_credential = "EndorsementCredential";

inline constexpr int plain_amount = 40;  ///< of an endorsement without our terms
inline constexpr std::size_t basis_bytes_max = 64;
inline constexpr std::size_t answers_bytes_max = 64;
inline constexpr std::size_t comment_bytes_max = 2000;

/// Where a credential shows that it was withdrawn: an entry of one bit in a list of its issuer's.
struct ShownAt {
  std::string list_url;
  std::uint32_t index = 0;

  friend bool operator==(const ShownAt&, const ShownAt&) = default;
};

struct Endorsement {
  std::string id;
  std::string name;
  did::Did truster;
  std::string truster_name;
  did::Did trustee;
  std::string comment = {};  ///< for people; may be empty
  Kind kind = Kind::issue;
  int amount = full_amount;
  int depth = 0;
  std::uint32_t quota = 0;
  Scope scope = {};
  std::string basis = {};    ///< what it rests on, in a word; may be empty
  std::string answers = {};  ///< an invitation (invitation.hpp); may be empty
  bool is_plain = false;     ///< without our terms, of which none is written then
  UnixTime from = {};
  UnixTime until = {};
  std::optional<ShownAt> shown_at = {};  ///< of one that was read
};

/// Where an endorsement stands, and since when it is known.
struct Standing {
  Sha256 hash;  ///< of the payload
  Place place;
  UnixTime said = {};
  UnixTime first_seen = {};
};

/// What the credential says; nothing of its signature. Without our terms it is the weakest of bits:
/// `issue`, 40, about nothing that is named. Fails with trust.bad_bit or trust.bad_scope: no
/// endorsement of one that has a DID, two bits in one, a term that we do not know, no end or one
/// after more than three years, or an amount, a depth, a quota or a scope that no bit may have.
/// Also with did.malformed for an issuer that is no DID, json.wrong_type and json.missing_member.
Result<Endorsement> read_endorsement(const credential::Credential& credential);

/// The credential to sign, with the place where it shows that it was withdrawn: one at the most, as
/// Open Badges has it. Fails as reading it does.
Result<json::Document> write_endorsement(const Endorsement& endorsement,
                                         const std::optional<credential::StatusEntry>& status = {});

TrustBit bit_of(const Endorsement& endorsement, const Standing& standing);

}  // namespace waarmerk::node::trust
