#include "cli/qr.hpp"

#include <qrcodegen/qrcodegen.hpp>

#include <algorithm>
#include <optional>
#include <vector>

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

constexpr int version_max = 25;

/// At the level that corrects 15 % where that fits, else at 7 %.
std::optional<qrcodegen::QrCode> encode_both(std::string_view text, std::string_view digits) {
  using qrcodegen::QrCode, qrcodegen::QrSegment;
  std::vector<QrSegment> segments{QrSegment::makeBytes({text.begin(), text.end()})};
  if (!digits.empty()) segments.push_back(QrSegment::makeNumeric(std::string(digits).c_str()));
  for (const auto level : {QrCode::Ecc::MEDIUM, QrCode::Ecc::LOW}) {
    try {
      return QrCode::encodeSegments(segments, level, QrCode::MIN_VERSION, version_max);
    } catch (const qrcodegen::data_too_long&) {
      continue;
    }
  }
  return std::nullopt;
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

Result<std::string> draw_qr_svg(std::string_view text, std::string_view digits) {
  if (!std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; })) {
    return fail(too_long_for_qr, "These are not digits.");
  }
  const auto code = encode_both(text, digits);
  if (!code) return fail(too_long_for_qr, "This is too long for a QR code on a card.");
  const int size = code->getSize();
  std::string path;
  for (int y = 0; y < size; ++y) {
    for (int x = 0; x < size; ++x) {
      if (!code->getModule(x, y)) continue;
      const int from = x;
      while (x + 1 < size && code->getModule(x + 1, y)) ++x;
      path += "M" + std::to_string(from) + " " + std::to_string(y) + "h" +
              std::to_string(x + 1 - from) + "v1H" + std::to_string(from) + "z";
    }
  }
  const auto side = std::to_string(size + 2 * quiet_modules);
  const auto start = std::to_string(-quiet_modules);
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"" + start + " " + start + " " + side +
         " " + side + "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M" + start + " " +
         start + "h" + side + "v" + side + "H" + start + "z\"/><path d=\"" + path + "\"/></svg>\n";
}

}  // namespace waarmerk::cli
