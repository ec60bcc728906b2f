// Disclosure: one salted claim, or element of an array, and its digest (RFC 9901 section 4.2).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/base/random.hpp"
#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"

namespace waarmerk::jose {

inline constexpr ErrorCode bad_disclosure{"sd_jwt.bad_disclosure", ErrorKind::invalid};

inline constexpr std::size_t disclosure_bytes_max = 1 << 20;

/// What `_sd_alg` may name.
enum class SdHash { sha256, sha384 };

/// `sha-256`, `sha-384`.
std::string_view print_sd_hash(SdHash hash);
std::optional<SdHash> parse_sd_hash(std::string_view name);

/// base64url of the digest of the ASCII text.
std::string sd_digest(SdHash hash, std::string_view text);

/// One disclosure: its text is what its digest is made of, so that it is never written again.
class Disclosure {
 public:
  /// Reads base64url of `[salt, name, value]` or `[salt, value]`. Fails with
  /// sd_jwt.bad_disclosure, also for a name that SD-JWT keeps for itself.
  static Result<Disclosure> open(std::string_view text);
  /// The text for a claim of an object, or for an element of an array where `name` is absent.
  /// `value` is JSON text. The salt has 128 bits.
  static std::string print(const std::optional<std::string>& name, std::string_view value,
                           Random& random);

  const std::string& text() const { return text_; }
  /// Absent for an element of an array.
  const std::optional<std::string>& name() const { return name_; }
  json::Value value() const;

 private:
  Disclosure(std::string text, json::Document array, std::optional<std::string> name);

  std::string text_;
  json::Document array_;
  std::optional<std::string> name_;
};

/// Whether a claim of this name is SD-JWT's own: `_sd`, `...` and `_sd_alg`.
bool is_sd_name(std::string_view name);

}  // namespace waarmerk::jose
