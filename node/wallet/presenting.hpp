// Presenting: badges of a book, shown by the one they were given to, until an hour that they name.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"
#include "node/credential/securing.hpp"
#include "node/wallet/book.hpp"

namespace waarmerk::node::wallet {

inline constexpr ErrorCode no_holder{"wallet.no_holder", ErrorKind::missing};
inline constexpr ErrorCode two_holders{"wallet.two_holders", ErrorKind::conflict};
inline constexpr ErrorCode not_shareable{"wallet.not_shareable", ErrorKind::invalid};
inline constexpr ErrorCode bad_link{"wallet.bad_link", ErrorKind::invalid};

/// How long a link may be whose fragment holds a whole presentation.
inline constexpr std::size_t show_link_bytes_max = 32'000;

struct ShowOptions {
  UnixTime now;
  UnixTime until;  ///< later than now
  std::optional<std::string> challenge = {};
  std::optional<std::string> domain = {};
};

/// The holder of the book to whom a credential was given: whom it names as its subject, or whose
/// key stands in `cnf`. Null where that is nobody in the book.
const Holder* find_holder(const Book& book, const credential::Secured& secured);

/// Whose key signs: the holder whom all of the badges name, or the first of the book for those that
/// name nobody in it. Fails with wallet.no_holder for a book without a key, or wallet.two_holders.
Result<Holder> presenter_of(const Book& book, std::span<const KeptBadge> badges);

/// A VerifiablePresentation of the badges as they are, signed with `eddsa-jcs-2022` for
/// authentication. Fails with wallet.unusable_key, credential.malformed, wallet.not_shareable for
/// an SD-JWT VC, which is no credential of the W3C, or as open() does.
Result<json::Document> present(const Holder& holder, std::span<const KeptBadge> badges,
                               const ShowOptions& options);

/// `<node>/check#show=…`: the text inside, so that only who has the link can see it. Fails with
/// wallet.bad_link where `node` is no address of a web page, or the link is too long.
Result<std::string> show_link(std::string_view node, std::string_view presentation);

}  // namespace waarmerk::node::wallet
