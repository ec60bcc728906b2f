// TokenStatusList: the statuses of JWTs and CWTs, of 1, 2, 4 or 8 bits each (IETF Token Status List
// 4 and 5).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"

namespace waarmerk::node::credential {

/// The `typ` of the JWT around one, and of the CWT.
inline constexpr std::string_view status_token_type = "statuslist+jwt";
inline constexpr std::string_view status_cwt_type = "statuslist+cwt";

/// The value of what is withdrawn for good (section 7.1).
inline constexpr std::uint8_t token_invalid = 1;

/// Entry 0 stands in the least significant bits of byte 0.
class TokenStatusList {
 public:
  /// All entries 0. Fails with status.list_malformed for another number of bits than 1, 2, 4 or 8,
  /// and with status.list_length above status_list_bytes_max.
  static Result<TokenStatusList> make(std::uint64_t entries, std::int64_t bits);
  /// Reads `lst`: base64url of zlib. Fails as make, without ever holding more than
  /// status_list_bytes_max.
  static Result<TokenStatusList> decode(std::string_view lst, std::int64_t bits);

  std::string encode() const;

  unsigned bits() const { return bits_; }
  std::uint64_t size() const { return std::uint64_t{bytes_.size()} * 8 / bits_; }
  ByteView bytes() const { return bytes_; }
  /// Fails with status.index_range.
  Result<std::uint8_t> get(std::uint64_t index) const;
  /// Fails with status.index_range for an index or value that there is no room for.
  Result<void> set(std::uint64_t index, std::uint8_t value);
  /// The bytes, and longer where need be, with token_invalid at each entry for which a bit is set
  /// in `withdrawn`, the first entry in the highest bit of its first byte.
  Bytes with_withdrawn(ByteView withdrawn) const;

  friend bool operator==(const TokenStatusList&, const TokenStatusList&) = default;

 private:
  TokenStatusList(Bytes bytes, unsigned bits) : bytes_(std::move(bytes)), bits_(bits) {}

  Bytes bytes_;
  unsigned bits_;
};

/// The claims of a Status List Token (section 5.1).
struct StatusToken {
  std::string url;                         ///< `sub`
  std::optional<std::string> issuer = {};  ///< `iss`
  UnixTime issued;
  std::optional<UnixTime> expires = {};
  std::optional<std::int64_t> ttl_ms = {};
  TokenStatusList list;
};

/// Fails with status.list_malformed, status.list_length or jose.bad_claims. The signature is the
/// caller's.
Result<StatusToken> read_status_token(json::Value claims);

/// The claims as JSON text, in whole seconds. `ttl_ms` is of a second at the least, where it is
/// given.
std::string write_status_token(const StatusToken& token);

}  // namespace waarmerk::node::credential
