#include "crypto/jose/disclosure.hpp"

#include <utility>
#include <vector>

#include "crypto/base/sha2.hpp"
#include "crypto/encoding/base64url.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::jose {
namespace {

constexpr json::Limits limits{.bytes_max = disclosure_bytes_max, .depth_max = 64};
constexpr std::size_t salt_bytes = 16;

std::unexpected<Error> refuse(std::string detail) {
  return fail(bad_disclosure, std::move(detail));
}

}  // namespace

std::string_view print_sd_hash(SdHash hash) {
  switch (hash) {
    case SdHash::sha256: return "sha-256";
    case SdHash::sha384: return "sha-384";
  }
  return {};
}

std::optional<SdHash> parse_sd_hash(std::string_view name) {
  for (const auto hash : {SdHash::sha256, SdHash::sha384}) {
    if (print_sd_hash(hash) == name) return hash;
  }
  return std::nullopt;
}

std::string sd_digest(SdHash hash, std::string_view text) {
  const auto bytes = bytes_of(text);
  return hash == SdHash::sha256 ? encoding::encode_base64url(sha256(bytes).value)
                                : encoding::encode_base64url(sha384(bytes).value);
}

bool is_sd_name(std::string_view name) {
  return name == "_sd" || name == "..." || name == "_sd_alg";
}

Disclosure::Disclosure(std::string text, json::Document array, std::optional<std::string> name)
    : text_(std::move(text)), array_(std::move(array)), name_(std::move(name)) {}

Result<Disclosure> Disclosure::open(std::string_view text) {
  if (text.empty() || text.size() > disclosure_bytes_max)
    return refuse("A disclosure is too long.");
  const auto bytes = encoding::decode_base64url(text);
  if (!bytes) return refuse("A disclosure is not base64url.");
  auto array = json::parse(text_of(*bytes), limits);
  if (!array) return refuse("A disclosure is not JSON: " + array.error().detail);
  const auto root = array->root();
  if (!root.is(json::Kind::array) || root.size() < 2 || root.size() > 3) {
    return refuse("A disclosure is an array of two or three.");
  }
  auto element = root.elements().begin();
  if (!(*element).string()) return refuse("The salt of a disclosure is a text.");
  std::optional<std::string> name;
  if (root.size() == 3) {
    const auto second = (*++element).string();
    if (!second) return refuse("The name in a disclosure is a text.");
    if (is_sd_name(*second)) return refuse("A disclosure has a name that no claim may have.");
    name = *second;
  }
  return Disclosure(std::string(text), std::move(*array), std::move(name));
}

std::string Disclosure::print(const std::optional<std::string>& name, std::string_view value,
                              Random& random) {
  json::Writer writer;
  writer.begin_array().string(encoding::encode_base64url(draw<salt_bytes>(random)));
  if (name) writer.string(*name);
  writer.raw(value).end_array();
  return encoding::encode_base64url(bytes_of(writer.text()));
}

json::Value Disclosure::value() const {
  auto element = array_.root().elements().begin();
  for (std::size_t i = name_ ? 2 : 1; i > 0; --i) ++element;
  return *element;
}

}  // namespace waarmerk::jose
