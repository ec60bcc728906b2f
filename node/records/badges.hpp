// Badges: what this organisation issued, and where each one's status stands.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/sha2.hpp"
#include "crypto/base/time.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::records {

/// One place in one of our own status lists.
struct Slot {
  std::uint32_t list = 0;
  std::uint32_t index = 0;

  friend bool operator==(const Slot&, const Slot&) = default;
};

struct Badge {
  std::string id;              ///< of the credential
  std::string achievement_id;  ///< empty where the credential came ready-made (VC-API)
  std::string subject;         ///< the subject's DID, or empty where it is a hashed identity
  UnixTime issued;
  std::optional<Slot> revocation;
  std::optional<Slot> suspension;
  std::vector<std::string> claimed = {};  ///< the ids of what it was given again as, to keys
  /// Of the canonical credential, where that is not kept: what is kept of it says not whose it is,
  /// and is not signed.
  std::optional<Sha256> digest = {};
};

Result<std::optional<Badge>> find_badge(const storage::View& view, std::string_view id);

/// The secured credential, to the byte; of a badge with a digest, what is kept of it.
Result<std::optional<std::string>> find_credential(const storage::View& view, std::string_view id);

void save_badge(storage::Batch& batch, const Badge& badge, std::string_view credential);

/// The same without its credential, of one that is there.
void save_badge_row(storage::Batch& batch, const Badge& badge);

/// Whether anything was issued to this subject. Looks at every badge.
Result<bool> has_badge_for(const storage::View& view, std::string_view subject);

struct BadgePage {
  std::optional<std::string> before = {};  ///< the id that the page before ended with
  std::size_t limit = 100;
};

/// The newest first.
Result<std::vector<Badge>> list_badges(const storage::View& view, const BadgePage& page);

}  // namespace waarmerk::node::records
