// Did and DidUrl: decentralized identifiers, parsed once (DID 1.1 section 3).
#pragma once

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "crypto/base/result.hpp"

namespace waarmerk::did {

inline constexpr ErrorCode malformed{"did.malformed", ErrorKind::invalid};
inline constexpr ErrorCode wrong_key_length{"did.wrong_key_length", ErrorKind::invalid};
inline constexpr ErrorCode unsupported_method{"did.unsupported_method", ErrorKind::invalid};
inline constexpr ErrorCode not_found{"did.not_found", ErrorKind::missing};
inline constexpr ErrorCode unavailable{"did.unavailable", ErrorKind::unavailable};
inline constexpr ErrorCode wrong_subject{"did.wrong_subject", ErrorKind::invalid};
inline constexpr ErrorCode bad_document{"did.bad_document", ErrorKind::invalid};
inline constexpr ErrorCode method_not_found{"did.method_not_found", ErrorKind::missing};

inline constexpr std::size_t did_bytes_max = 2048;
inline constexpr std::size_t did_url_bytes_max = 4096;

/// `did:web:school.example`. Two are equal when their texts are.
class Did {
 public:
  /// Fails with did.malformed.
  static Result<Did> parse(std::string_view text);

  const std::string& text() const { return text_; }
  std::string_view method() const;
  /// What stands after `did:method:`.
  std::string_view specific_id() const;

  friend auto operator<=>(const Did&, const Did&) = default;

 private:
  explicit Did(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// A DID with a path, query or fragment behind it, such as `did:key:z6Mk…#z6Mk…`.
class DidUrl {
 public:
  /// Fails with did.malformed.
  static Result<DidUrl> parse(std::string_view text);

  const std::string& text() const { return text_; }
  const Did& did() const { return did_; }
  std::string_view path() const;      ///< with its slash, or empty
  std::string_view query() const;     ///< without `?`
  std::string_view fragment() const;  ///< without `#`

  friend bool operator==(const DidUrl&, const DidUrl&) = default;

 private:
  DidUrl(Did did, std::string text) : did_(std::move(did)), text_(std::move(text)) {}
  Did did_;
  std::string text_;
};

}  // namespace waarmerk::did
