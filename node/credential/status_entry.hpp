// StatusEntry: where the status of a credential stands, and in what kind of list.
#pragma once

#include <cstdint>
#include <map>
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

inline constexpr std::string_view status_message = "message";

/// The widest entry of a bitstring that is read: 256 values, and as many messages.
inline constexpr unsigned status_size_max = 8;

enum class StatusKind {
  bitstring,        ///< BitstringStatusListEntry (bitstring 3.1)
  list_2021,        ///< StatusList2021Entry, which came before
  token,            ///< `status_list` of a JWT (IETF Token Status List 6.1)
  revocation_list,  ///< 1EdTechRevocationList
};

struct StatusEntry {
  std::optional<std::string> id = {};
  std::string purpose;  ///< empty for a token, whose values say what they mean
  std::uint64_t index = 0;
  std::string list_url;
  StatusKind kind = StatusKind::bitstring;
  unsigned size = 1;                                   ///< `statusSize`, in bits
  std::map<std::uint64_t, std::string> messages = {};  ///< `statusMessage`, by value
};

/// `path` is the place of `value` in its document. Fails with status.unsupported for another type
/// or a statusSize over status_size_max, and with status.malformed.
Result<StatusEntry> read_status_entry(json::Value value, std::string_view path);

/// Writes a BitstringStatusListEntry; the other kinds are read and not made.
void write_status_entry(json::Writer& writer, const StatusEntry& entry);

}  // namespace waarmerk::node::credential
