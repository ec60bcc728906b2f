#include "crypto/jose/sd_jwt.hpp"

#include "crypto/json/parse.hpp"

namespace waarmerk::jose {
namespace {

constexpr json::Limits payload_limits{.bytes_max = sd_jwt_bytes_max, .depth_max = 64};

std::unexpected<Error> refuse(std::string detail, std::string path = {}) {
  return fail(bad_sd_jwt, std::move(detail), std::move(path));
}

/// What stands between the `~`, and what stands after the last of them.
Result<Disclosed> read_disclosed(std::string_view text, std::size_t from) {
  const auto last = text.rfind('~');
  Disclosed disclosed{.text = std::string(text.substr(0, last + 1))};
  disclosed.key_binding = text.substr(last + 1);
  while (from < last + 1) {
    if (disclosed.disclosures.size() == disclosures_max)
      return refuse("There are too many claims.");
    const auto end = text.find('~', from);
    TRY(one, Disclosure::open(text.substr(from, end - from)));
    disclosed.disclosures.push_back(std::move(one));
    from = end + 1;
  }
  return disclosed;
}

Result<SdHash> read_hash(json::Value payload) {
  const auto found = payload.find("_sd_alg");
  if (!found) return SdHash::sha256;
  const auto hash = parse_sd_hash(found->string().value_or(""));
  if (!hash) return refuse("The digests are of a kind that is not known.", "$._sd_alg");
  return *hash;
}

std::string_view text_at(json::Value object, std::string_view name) {
  const auto found = object.find(name);
  return found ? found->string().value_or("") : "";
}

}  // namespace

bool is_sd_jwt(std::string_view text) {
  const auto tilde = text.find('~');
  return tilde != std::string_view::npos &&
         text.substr(0, tilde).find('.') != std::string_view::npos;
}

Result<SdJwt> open_sd_jwt(std::string_view text) {
  if (text.size() > sd_jwt_bytes_max) return refuse("The SD-JWT is too long.");
  const auto tilde = text.find('~');
  if (tilde == std::string_view::npos) return refuse("An SD-JWT has a ~ after its JWS.");
  TRY(jws, open_jws(text.substr(0, tilde)));
  TRY(payload, json::parse(text_of(jws.payload), payload_limits));
  if (!payload.root().is(json::Kind::object)) return refuse("The payload is no object.");
  TRY(hash, read_hash(payload.root()));
  TRY(disclosed, read_disclosed(text, tilde + 1));
  disclosed.hash = hash;
  return SdJwt{.jws = std::move(jws), .payload = payload, .disclosed = std::move(disclosed)};
}

Result<std::string> compact_sd_jwt(json::Value flattened) {
  std::string text(text_at(flattened, "protected"));
  text.append(".").append(text_at(flattened, "payload"));
  text.append(".").append(text_at(flattened, "signature")).append("~");
  const auto header = flattened.find("header");
  if (!header || !header->is(json::Kind::object)) return refuse("There is no header.", "$.header");
  if (const auto disclosures = header->find("disclosures")) {
    if (!disclosures->is(json::Kind::array)) return refuse("This is no array.", "$.header");
    for (const json::Value one : disclosures->elements()) {
      const auto disclosure = one.string();
      if (!disclosure) return refuse("A disclosure is a text.", "$.header.disclosures");
      text.append(*disclosure).append("~");
    }
  }
  text.append(text_at(*header, "kb_jwt"));
  return text;
}

}  // namespace waarmerk::jose
