// The card that `badge print --card` writes: A6, with the whole signed badge in a QR code.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "node/credential/badge_view.hpp"

namespace waarmerk::cli {

/// What the back says to who wants the badge in a book of their own (spec/offers.md 7).
struct CardBack {
  std::string interaction;  ///< the interaction URL of the offer
  UnixTime until;
};

struct PaperCard {
  std::string digits;      ///< of the badge (spec/paper.md)
  std::string check_page;  ///< a link that the code opens; may be empty
  std::optional<CardBack> back = {};
};

/// A whole HTML document that needs nothing from outside. It says what the badge says and how it is
/// checked, in two languages, and nothing of what was found today: paper does not change when the
/// badge does. Fails with cli.too_long_for_qr.
Result<std::string> card_page(const node::credential::BadgeView& view, const PaperCard& card);

/// The slip that goes to the earner another way than the card: an HTML document with the digits.
std::string slip_page(const node::credential::BadgeView& view, std::string_view tx_code);

}  // namespace waarmerk::cli
