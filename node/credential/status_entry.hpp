// StatusEntry: where the bit of a credential stands (BitstringStatusListEntry, bitstring 3.1).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::node::credential {

inline constexpr ErrorCode status_unsupported{"status.unsupported", ErrorKind::invalid};
inline constexpr ErrorCode status_malformed{"status.malformed", ErrorKind::invalid};

inline constexpr std::string_view revocation = "revocation";
inline constexpr std::string_view suspension = "suspension";

struct StatusEntry {
  std::optional<std::string> id = {};
  std::string purpose;
  std::uint64_t index = 0;
  std::string list_url;
};

/// `path` is the place of `value` in its document. Fails with status.unsupported for another type
/// or a statusSize over 1, and with status.malformed.
Result<StatusEntry> read_status_entry(json::Value value, std::string_view path);

void write_status_entry(json::Writer& writer, const StatusEntry& entry);

}  // namespace waarmerk::node::credential
