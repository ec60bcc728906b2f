// QR codes: in a terminal, two rows of them in each line; and as SVG, for paper.
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/result.hpp"

namespace waarmerk::cli {

inline constexpr ErrorCode too_long_for_qr{"cli.too_long_for_qr", ErrorKind::invalid};

/// Light modules are drawn, with the quiet zone around them: for letters that are lighter than what
/// is behind them. Fails with cli.too_long_for_qr.
Result<std::string> draw_qr(std::string_view text);

/// The text and, behind it, decimal digits, if any, which take less than half the room of letters.
/// Dark on light with the quiet zone, of version 25 at the most, so that a camera tells the modules
/// of a card apart; with more to correct errors by where that fits. Fails with cli.too_long_for_qr.
Result<std::string> draw_qr_svg(std::string_view text, std::string_view digits);

}  // namespace waarmerk::cli
