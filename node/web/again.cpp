#include "node/web/again.hpp"

#include "crypto/base/bytes.hpp"
#include "crypto/encoding/base64url.hpp"
#include "node/http/html.hpp"

namespace waarmerk::node::web {
namespace {

std::string hidden(std::string_view name, std::string_view value) {
  return "<input type=\"hidden\" name=\"" + std::string(name) + "\" value=\"" +
         http::escape_html(value) + "\">\n";
}

std::string hidden_bytes(std::string_view name, std::string_view content) {
  if (content.empty()) return {};
  return hidden(name, encoding::encode_base64url(bytes_of(content)));
}

}  // namespace

std::string again_fields(const Again& again) {
  if (!again.link.empty()) return hidden("text", again.link);
  if (again.file.size() + again.beside.size() > again_bytes_max) return {};
  return hidden_bytes(again_field, again.file) + hidden_bytes(again_beside_field, again.beside);
}

std::optional<std::string> read_again(std::string_view field) {
  const auto decoded = encoding::decode_base64url(field);
  if (!decoded || decoded->empty() || decoded->size() > again_bytes_max) return std::nullopt;
  return std::string(decoded->begin(), decoded->end());
}

}  // namespace waarmerk::node::web
