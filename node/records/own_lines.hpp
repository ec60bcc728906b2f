// The line of our own history that waits for its witnesses, and what we as a witness confirmed of
// others.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::records {

/// A line of our did.jsonl that nobody is shown yet: enough of its witnesses must confirm it first.
struct WaitingLine {
  std::string line;         ///< without its newline
  std::string issuing_key;  ///< what the keys are called in the vault from then on
  std::string feed_key;
  std::string witnesses = {};  ///< what was confirmed so far, as in `did-witness.json`
};

Result<std::optional<WaitingLine>> find_waiting_line(const storage::View& view);
void save_waiting_line(storage::Batch& batch, const WaitingLine& waiting);
void erase_waiting_line(storage::Batch& batch);

/// The newest version of a did:webvh that we confirmed as one of its witnesses.
struct ConfirmedVersion {
  std::uint32_t number = 0;
  std::string version_id;
};

Result<std::optional<ConfirmedVersion>> find_confirmed(const storage::View& view,
                                                       std::string_view scid);
void save_confirmed(storage::Batch& batch, std::string_view scid,
                    const ConfirmedVersion& confirmed);

}  // namespace waarmerk::node::records
