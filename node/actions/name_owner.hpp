// Whose a name is: several histories of did:webvh may say that they stand at one host and path, of
// a stranger, or one after the other where the name was sold (spec/decisions/0033).
//
// What the host itself served outranks what others told, and among equals who was first here. A
// history that the host never disowned in its first month counts from the end of that month on as
// one that it served: of a host that was gone when we heard of it nothing more can be known.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "did/document_history.hpp"
#include "node/records/did_places.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::actions {

/// What the host that a DID names said of its history.
enum class HostWord {
  not_asked,
  silent,  ///< it did not answer
  serves,  ///< it has this history
  denies,  ///< it answered with nothing, or with something else
};

/// What the failure to resolve a did:webvh at its host says.
HostWord host_word_of(const Error& failure);

/// How long a host may be silent until its silence counts.
inline constexpr std::int64_t silence_ms = 30 * day_ms;

/// Notes that this history is known, and what its host said. False where that says nothing new, or
/// where others with a better claim are more than can be remembered.
bool note_claim(std::vector<records::PlaceClaim>& claims, std::string_view scid, HostWord word,
                UnixTime now);

/// The one with the best claim, or null where there is none.
const records::PlaceClaim* owner_of(const std::vector<records::PlaceClaim>& claims);

/// What stands behind the SCID of a did:webvh; empty for another DID.
std::string_view place_of(const did::Did& did);

/// All that was seen under one name, the owner's last document before those of whoever else has the
/// name: no key of theirs is the owner's (DocumentHistory::unproved_since).
did::DocumentHistory after_owner(const did::DocumentHistory& owner,
                                 const did::DocumentHistory& later);

/// The documents of `did`; where its name is another's, behind that one's. Fails as the store does.
Result<did::DocumentHistory> seen_under_name(const storage::View& store, const did::Did& did,
                                             did::DocumentHistory documents);

}  // namespace waarmerk::node::actions
