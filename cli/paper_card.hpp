// The card that `badge print --card` writes: A6, with the whole signed badge in a QR code.
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "node/credential/badge_view.hpp"

namespace waarmerk::cli {

struct PaperCard {
  std::string digits;      ///< of the badge (spec/paper.md)
  std::string check_page;  ///< a link that the code opens; may be empty
};

/// A whole HTML document that needs nothing from outside. It says what the badge says and how it is
/// checked, in two languages, and nothing of what was found today: paper does not change when the
/// badge does. Fails with cli.too_long_for_qr.
Result<std::string> card_page(const node::credential::BadgeView& view, const PaperCard& card);

}  // namespace waarmerk::cli
