#include "node/web/qr_picture.hpp"

#include <qrcodegen/qrcodegen.hpp>

#include <optional>

#include "node/http/html.hpp"

namespace waarmerk::node::web {
namespace {

constexpr int quiet_modules = 4;  // ISO/IEC 18004 6.3.8

std::optional<qrcodegen::QrCode> encode(const std::string& text) {
  try {
    return qrcodegen::QrCode::encodeText(text.c_str(), qrcodegen::QrCode::Ecc::MEDIUM);
  } catch (const qrcodegen::data_too_long&) {
    return std::nullopt;
  }
}

/// Each run of dark modules in a row is one bar.
std::string bars_of(const qrcodegen::QrCode& code) {
  std::string path;
  for (int y = 0; y < code.getSize(); ++y) {
    for (int x = 0; x < code.getSize(); ++x) {
      int end = x;
      while (code.getModule(end, y)) ++end;  // beyond the edge all is light
      if (end == x) continue;
      path += "M" + std::to_string(x + quiet_modules) + " " + std::to_string(y + quiet_modules) +
              "h" + std::to_string(end - x) + "v1h-" + std::to_string(end - x) + "z";
      x = end;
    }
  }
  return path;
}

}  // namespace

std::string qr_picture(std::string_view text, std::string_view label) {
  const auto code = encode(std::string(text));
  if (!code) return {};
  const auto size = std::to_string(code->getSize() + 2 * quiet_modules);
  return R"(<svg class="qr" role="img" aria-label=")" + http::escape_html(label) +
         R"(" viewBox="0 0 )" + size + " " + size + R"(" shape-rendering="crispEdges">)" +
         R"(<path fill="#fff" d="M0 0h)" + size + "v" + size + "H0z\"/><path fill=\"#000\" d=\"" +
         bars_of(*code) + "\"/></svg>\n";
}

}  // namespace waarmerk::node::web
