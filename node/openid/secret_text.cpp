#include "node/openid/secret_text.hpp"

#include <cstddef>
#include <utility>

#include "crypto/base/constant_time.hpp"
#include "crypto/encoding/hex.hpp"

namespace waarmerk::node::openid {
namespace {

constexpr std::size_t prefix_size = 4;
constexpr std::size_t id_digits = 16;
constexpr std::size_t secret_digits = 32;
constexpr std::size_t text_size = prefix_size + id_digits + 1 + secret_digits;

std::string_view prefix_of(SecretKind kind) {
  switch (kind) {
    case SecretKind::code: return "wmo_";
    case SecretKind::access_token: return "wma_";
    case SecretKind::request_state: return "wmr_";
    case SecretKind::response_code: return "wmc_";
  }
  std::unreachable();
}

bool is_hex(std::string_view text) {
  return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

std::string draw_id(Random& random) { return encoding::encode_hex(draw<id_digits / 2>(random)); }

NewSecret make_secret(SecretKind kind, std::string_view id, Random& random) {
  std::string text(prefix_of(kind));
  text.append(id).append("_").append(encoding::encode_hex(draw<secret_digits / 2>(random)));
  const auto hash = sha256(bytes_of(text));
  return {std::move(text), hash};
}

std::optional<std::string_view> secret_id(SecretKind kind, std::string_view text) {
  if (text.size() != text_size || !text.starts_with(prefix_of(kind))) return std::nullopt;
  const auto id = text.substr(prefix_size, id_digits);
  const auto secret = text.substr(prefix_size + id_digits + 1);
  if (!is_hex(id) || !is_hex(secret) || text[prefix_size + id_digits] != '_') return std::nullopt;
  return id;
}

bool opens(const Sha256& hash, std::string_view text) {
  return equal_in_constant_time(hash.value, sha256(bytes_of(text)).value);
}

}  // namespace waarmerk::node::openid
