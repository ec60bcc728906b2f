// What a kit proves of one of its lists: that the issuer's feed carried it, that nothing newer
// followed up to a time, and who saw that.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "crypto/base/time.hpp"
#include "did/did.hpp"
#include "did/document_history.hpp"
#include "node/credential/assurance.hpp"
#include "node/kit/kit.hpp"

namespace waarmerk::node::kit {

struct KitQuestion {
  std::string_view url;                    ///< of the list
  const did::DocumentHistory& documents;   ///< the issuer's, as far as they are believed
  const std::vector<did::Did>& witnesses;  ///< those that count
  std::size_t witnesses_needed = credential::witnesses_needed_default;
  UnixTime now;
};

struct KitStanding {
  /// Until when the feed shows that nothing newer followed; nothing where it does not.
  std::optional<UnixTime> last_heard = {};
  std::optional<credential::FeedPlace> place = {};
  credential::IssuerFacts facts = {};
};

/// Whether the headers follow each other, and the last is signed by a feed key of the issuer: it
/// vouches for all before it.
bool is_chain(const Kit& kit, const did::DocumentHistory& documents, UnixTime now);

/// What does not hold proves nothing: a chain that is broken, of another feed, or not signed by the
/// feed's key; a proof that does not hold, or of another feed. A proof that does hold, of a witness
/// that counts, and that speaks of a newer entry or another one, is a conflict.
KitStanding standing_of(const Kit& kit, const KitQuestion& question);

}  // namespace waarmerk::node::kit
