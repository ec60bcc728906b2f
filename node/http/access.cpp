#include "node/http/access.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "crypto/base/constant_time.hpp"
#include "crypto/encoding/hex.hpp"

namespace waarmerk::node::http {
namespace {

constexpr std::string_view prefix = "wmk_";
constexpr std::size_t id_digits = 16;
constexpr std::size_t secret_digits = 64;
constexpr std::size_t token_size = prefix.size() + id_digits + 1 + secret_digits;

bool is_hex(std::string_view text) {
  return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// `localhost`, `127.0.0.1` or `[::1]`, with a port or without.
bool is_loopback_name(std::string_view host) {
  const auto colon = host.find(':', host.starts_with('[') ? host.find(']') : 0);
  const auto name = host.substr(0, colon);
  return equal_without_case(name, "localhost") || name == "127.0.0.1" || name == "[::1]";
}

}  // namespace

Result<std::string_view> read_bearer(const Request& request) {
  if (request.headers.count("Authorization") > 1) {
    return fail(bad_token, "There is more than one Authorization header.");
  }
  const auto header = request.headers.find("Authorization");
  if (!header) return fail(no_token, "This needs a bearer token.");
  constexpr std::string_view scheme = "Bearer ";
  if (header->size() <= scheme.size() ||
      !equal_without_case(header->substr(0, scheme.size()), scheme)) {
    return fail(bad_token, "The Authorization header holds no bearer token.");
  }
  const auto start = header->find_first_not_of(' ', scheme.size());
  if (start == std::string_view::npos) return fail(bad_token, "The bearer token is empty.");
  return header->substr(start);
}

NewToken make_token(Random& random, TokenWish wish) {
  std::string id = encoding::encode_hex(draw<id_digits / 2>(random));
  std::string text =
      std::string(prefix) + id + '_' + encoding::encode_hex(draw<secret_digits / 2>(random));
  const auto hash = sha256(bytes_of(text));
  return {std::move(text),
          {.id = std::move(id),
           .hash = hash,
           .scopes = std::move(wish.scopes),
           .label = std::move(wish.label),
           .created = wish.now,
           .expires = wish.expires}};
}

std::optional<std::string_view> token_id(std::string_view text) {
  if (text.size() != token_size || !text.starts_with(prefix)) return std::nullopt;
  const auto id = text.substr(prefix.size(), id_digits);
  const auto secret = text.substr(prefix.size() + id_digits + 1);
  if (!is_hex(id) || !is_hex(secret) || text[prefix.size() + id_digits] != '_') {
    return std::nullopt;
  }
  return id;
}

bool is_local(const Request& request) {
  if (!request.from_loopback) return false;
  // A proxy on this machine speaks for strangers; a page in a browser can aim its own name at us.
  for (const auto name : {"Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"}) {
    if (request.headers.find(name)) return false;
  }
  const auto host = request.headers.find("Host");
  return host && is_loopback_name(*host);
}

Result<void> Access::allow(const Request& request, std::string_view scope, UnixTime now) const {
  if (options_.open_on_loopback && is_local(request)) return {};
  TRY(text, read_bearer(request));
  const auto refused = fail(bad_token, "The bearer token is unknown, wrong or expired.");
  const auto id = token_id(text);
  if (!id) return refused;
  TRY(record, lookup_(*id));
  if (!record || !equal_in_constant_time(record->hash.value, sha256(bytes_of(text)).value))
    return refused;
  if (record->expires && now >= *record->expires) return refused;
  if (std::ranges::find(record->scopes, scope) == record->scopes.end()) {
    return fail(missing_scope, "The token lacks the scope '" + std::string(scope) + "'.");
  }
  return {};
}

}  // namespace waarmerk::node::http
