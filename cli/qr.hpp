// QR codes in a terminal, two rows of them in each line.
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/result.hpp"

namespace waarmerk::cli {

inline constexpr ErrorCode too_long_for_qr{"cli.too_long_for_qr", ErrorKind::invalid};

/// Light modules are drawn, with the quiet zone around them: for letters that are lighter than what
/// is behind them. Fails with cli.too_long_for_qr.
Result<std::string> draw_qr(std::string_view text);

}  // namespace waarmerk::cli
