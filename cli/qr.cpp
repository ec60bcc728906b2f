#include "cli/qr.hpp"

#include <qrcodegen/qrcodegen.hpp>

#include <optional>

namespace waarmerk::cli {
namespace {

constexpr int quiet_modules = 4;  // ISO/IEC 18004 6.3.8

std::optional<qrcodegen::QrCode> encode(const std::string& text) {
  try {
    return qrcodegen::QrCode::encodeText(text.c_str(), qrcodegen::QrCode::Ecc::LOW);
  } catch (const qrcodegen::data_too_long&) {
    return std::nullopt;
  }
}

std::string_view half_blocks(bool is_upper_light, bool is_lower_light) {
  if (is_upper_light) return is_lower_light ? "\u2588" : "\u2580";
  return is_lower_light ? "\u2584" : " ";
}

}  // namespace

Result<std::string> draw_qr(std::string_view text) {
  const auto code = encode(std::string(text));
  if (!code) return fail(too_long_for_qr, "This is too long for a QR code. Use a file: --out");
  const auto is_light = [&code](int x, int y) { return !code->getModule(x, y); };
  const int end = code->getSize() + quiet_modules;
  std::string drawn;
  for (int y = -quiet_modules; y < end; y += 2) {
    for (int x = -quiet_modules; x < end; ++x) {
      drawn += half_blocks(is_light(x, y), y + 1 < end && is_light(x, y + 1));
    }
    drawn += '\n';
  }
  return drawn;
}

}  // namespace waarmerk::cli
