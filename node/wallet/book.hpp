// Book: a badge book: the keys of its holder and the badges they were given, as spec/backup.md has
// it, inside the file that both the browser and the command line can open.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/random.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/secret.hpp"
#include "crypto/base/time.hpp"
#include "crypto/jose/password_jwe.hpp"
#include "crypto/keys/secret_key.hpp"
#include "crypto/keys/signer.hpp"

namespace waarmerk::node::wallet {

inline constexpr ErrorCode bad_book{"wallet.bad_book", ErrorKind::invalid};
inline constexpr ErrorCode book_full{"wallet.full", ErrorKind::exhausted};
inline constexpr ErrorCode unusable_key{"wallet.unusable_key", ErrorKind::invalid};

inline constexpr std::size_t holders_max = 1'000;
inline constexpr std::size_t badges_max = 10'000;
inline constexpr std::size_t waiting_max = 1'000;
inline constexpr std::size_t badge_text_bytes_max = 4 << 20;

/// A key, by the DID that it is.
struct Holder {
  std::string id;      ///< a `did:key`
  std::string source;  ///< the entry as JSON, its private key and what is not known here included
};

struct KeptBadge {
  UnixTime added;
  std::string media_type;   ///< `application/vc`, `application/vc+jwt` and so on
  std::string text;         ///< exactly as it was received
  std::string source = {};  ///< the entry as JSON; empty for one that is new
};

/// A badge that its issuer asked to come again for (OpenID4VCI 1.0 9).
struct Waiting {
  std::string issuer;       ///< its address
  std::string endpoint;     ///< the deferred one
  std::string token;        ///< the access token
  std::string transaction;  ///< its id
  UnixTime since;
};

struct Book {
  std::vector<Holder> holders = {};
  std::vector<KeptBadge> badges = {};
  std::vector<Waiting> waiting = {};
  /// Members that are not known here, each as `"name":value`.
  std::vector<std::string> others = {};
};

/// Fails with wallet.bad_book, or wallet.full for more than a book may hold.
Result<Book> read_book(std::string_view text);
std::string write_book(const Book& book);

/// A new key for the book: Ed25519.
Holder make_holder(Random& random);

/// Signs for this holder. Fails with wallet.unusable_key where its key is of another kind, or not
/// that of its id.
Result<std::unique_ptr<keys::Signer>> signer_of(const Holder& holder);

/// Whether the book grew: a badge with the very same text is kept once.
bool add_badge(Book& book, KeptBadge badge);

struct Merged {
  std::size_t holders = 0;  ///< so many were new
  std::size_t badges = 0;
};
/// Takes over what `book` does not have; nothing that it has is lost or changed. Fails with
/// wallet.full, and then `book` is as it was.
Result<Merged> merge(Book& book, const Book& other);

/// The book as an encrypted file. Fails with wallet.full where it is too large for one.
Result<std::string> seal_book(const Book& book, const SecretBytes& passphrase, Random& random,
                              std::int64_t rounds = jose::rounds_default);
/// Fails with wallet.bad_book, wallet.full, or as jose::open_jwe().
Result<Book> open_book(std::string_view file, const SecretBytes& passphrase);

}  // namespace waarmerk::node::wallet
