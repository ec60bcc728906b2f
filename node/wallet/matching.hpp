// Matching: which badges of a book are what a verifier asks for, and no more than that.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "node/wallet/book.hpp"
#include "node/wallet/presentation_reading.hpp"

namespace waarmerk::node::wallet {

inline constexpr ErrorCode no_match{"wallet.no_match", ErrorKind::missing};

/// A badge that answers one query.
struct Match {
  std::string query;      ///< its id
  std::string format;     ///< as the query names it
  std::size_t badge = 0;  ///< its place in the book
  bool needs_holder = true;
  /// Of an SD-JWT VC, JSON pointers to the claims that were asked for: no other goes out.
  std::vector<std::string> claims = {};

  bool is_part() const { return format == openid::dc_sd_jwt; }
};

/// The newest badge for each query that needs one, of those that were given to a key of this book:
/// of alternatives the first that can be met, and nothing that is optional. Fails with
/// wallet.no_match.
Result<std::vector<Match>> match_badges(const Book& book, const openid::Dcql& query);

/// How long the answer to a request is good: long enough to arrive.
inline constexpr std::int64_t answer_ms = 10 * minute_ms;

/// The form that goes to `response_uri`: a presentation for each match, signed by whom its badge
/// was given to, for this verifier alone; where no proof of the holder is needed, the badge as it
/// is. Fails as presenter_of(), present() and choose_part() do.
Result<std::string> write_answer(const Book& book, const Asked& asked,
                                 const std::vector<Match>& matches, UnixTime now);

/// The form that says no.
std::string write_refusal(const Asked& asked);

}  // namespace waarmerk::node::wallet
