// Access: bearer tokens and their scopes (RFC 6750). Only the hash of a token is ever kept.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/random.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/sha2.hpp"
#include "crypto/base/time.hpp"
#include "node/http/message.hpp"

namespace waarmerk::node::http {

inline constexpr ErrorCode no_token{"access.no_token", ErrorKind::unauthenticated};
inline constexpr ErrorCode bad_token{"access.bad_token", ErrorKind::unauthenticated};
inline constexpr ErrorCode missing_scope{"access.missing_scope", ErrorKind::denied};

struct TokenRecord {
  std::string id;
  Sha256 hash;  ///< of the whole text of the token
  std::vector<std::string> scopes;
  std::string label;
  UnixTime created;
  std::optional<UnixTime> expires = {};
};

struct TokenWish {
  std::vector<std::string> scopes;
  std::string label;
  UnixTime now;
  std::optional<UnixTime> expires = {};
};

/// `text` is shown once and never stored: `wmk_`, 16 hex digits that are the id, `_`, and 64 hex
/// digits of chance.
struct NewToken {
  std::string text;
  TokenRecord record;
};

NewToken make_token(Random& random, TokenWish wish);

/// The id inside a token's text, or nothing for what cannot be a token.
std::optional<std::string_view> token_id(std::string_view text);

class Access {
 public:
  /// Finds a record by its id.
  using Lookup = std::function<Result<std::optional<TokenRecord>>(std::string_view id)>;
  struct Options {
    /// Whoever calls from this machine may do everything: for conformance suites only. A request
    /// that came through a proxy, or by a name that is not loopback, is not from this machine.
    bool open_on_loopback = false;
  };
  Access(Lookup lookup, Options options) : lookup_(std::move(lookup)), options_(options) {}

  /// Fails with access.no_token, access.bad_token (unknown, wrong or expired: one answer for all)
  /// or access.missing_scope, or as the lookup fails.
  Result<void> allow(const Request& request, std::string_view scope, UnixTime now) const;

 private:
  Lookup lookup_;
  Options options_;
};

/// The bearer token of a request, whatever opens it. Fails with access.no_token or
/// access.bad_token.
Result<std::string_view> read_bearer(const Request& request);

/// Whether the request came straight from this machine, to a loopback name.
bool is_local(const Request& request);

}  // namespace waarmerk::node::http
