#include "node/http/percent.hpp"

#include "crypto/encoding/percent.hpp"

namespace waarmerk::node::http {
namespace {

/// C0 controls, DEL, and the C1 controls as UTF-8 writes them.
bool has_control(std::string_view text) {
  char before = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f || (before == '\xc2' && byte < 0xa0)) return true;
    before = c;
  }
  return false;
}

}  // namespace

Result<std::string> decode_percent(std::string_view text, Plus plus) {
  std::string spaced(text);
  if (plus == Plus::is_space) {
    for (auto at = spaced.find('+'); at != std::string::npos; at = spaced.find('+', at)) {
      spaced.replace(at, 1, "%20");
    }
  }
  auto decoded = encoding::decode_percent(spaced);
  if (!decoded) return fail(bad_target, "The URL is malformed: " + decoded.error().detail + ".");
  if (has_control(*decoded)) return fail(bad_target, "The URL holds a control character.");
  return decoded;
}

std::string encode_segment(std::string_view text) { return encoding::encode_percent(text); }

}  // namespace waarmerk::node::http
