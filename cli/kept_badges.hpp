// Kept badges: those of a badge book as people name them and read them.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "cli/output.hpp"
#include "crypto/base/result.hpp"
#include "node/credential/badge_view.hpp"
#include "node/wallet/book.hpp"
#include "node/wallet/disclosing.hpp"

namespace waarmerk::cli {

inline constexpr ErrorCode no_such_badge{"wallet.no_such_badge", ErrorKind::missing};
inline constexpr ErrorCode two_such_badges{"wallet.two_such_badges", ErrorKind::conflict};

/// What a badge says; empty for what this program cannot read, which a newer one may have kept.
node::credential::BadgeView view_of(const node::wallet::KeptBadge& badge);

/// `Library (did:web:library.example)`.
std::string issuer_of(const node::credential::BadgeView& view);
/// `2026-03-03`, or nothing.
std::string day_of(const std::optional<UnixTime>& time);

/// The place of a badge by its number, as `wallet list` counts, or by its id. Fails with
/// wallet.no_such_badge, or wallet.two_such_badges.
Result<std::size_t> find_badge(const node::wallet::Book& book, const std::string& named);
/// Of several names, each once, in the order in which they were given.
Result<std::vector<node::wallet::KeptBadge>> find_badges(const node::wallet::Book& book,
                                                         const std::vector<std::string>& named);

/// The claims of a badge that go out, and the names of those that are kept back.
void say_which_claims(const node::wallet::KeptBadge& badge, const node::wallet::Part& part,
                      Output& output);

/// What somebody sees to whom these are shown, told to who shows them, before they do.
void say_what_is_seen(std::span<const node::wallet::KeptBadge> badges, Output& output);

}  // namespace waarmerk::cli
