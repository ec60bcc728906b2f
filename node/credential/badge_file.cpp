#include "node/credential/badge_file.hpp"

#include <utility>

#include "crypto/jose/sd_jwt.hpp"
#include "crypto/json/writer.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/paper.hpp"
#include "node/credential/secure_cose.hpp"
#include "node/credential/securing.hpp"
#include "node/image/baking.hpp"

namespace waarmerk::node::credential {
namespace {

constexpr std::string_view envelope_start = "data:application/";
constexpr std::string_view white = " \t\r\n";

std::string trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(white);
  if (from == std::string_view::npos) return {};
  return std::string(text.substr(from, text.find_last_not_of(white) - from + 1));
}

/// By what its header says of it; an SD-JWT VC is of a kind of its own.
std::string media_type_of(std::string_view compact) {
  if (compact.find('~') == std::string_view::npos) return "vc+jwt";
  const auto opened = jose::open_sd_jwt(compact);
  return opened && opened->jws.type == "dc+sd-jwt" ? "dc+sd-jwt" : "vc+sd-jwt";
}

}  // namespace

Result<BadgeFile> unwrap_badge(std::string_view file) {
  std::string text(file);
  if (image::format_of(file)) {
    TRY(baked, image::unbake(file));
    text = std::move(baked.text);
  } else if (is_paper(file)) {
    TRY(badge, parse_paper(file));
    text = std::move(badge);
  }
  TRY(opened, open(text));
  const bool is_json = trimmed(text).starts_with('{');
  if (opened.cose && !is_json) {
    TRY(envelope, envelop_cose(text));
    return BadgeFile{FileForm::json, std::string(envelope.text())};
  }
  if (!opened.jws) return BadgeFile{FileForm::json, trimmed(text)};
  text = trimmed(text);
  if (!text.starts_with('{')) return BadgeFile{FileForm::jws, std::move(text)};
  // open() saw an envelope, so its id holds the JWS.
  const auto start = text.find(envelope_start);
  if (start == std::string::npos) return fail(unsupported_format, "It is no enveloped credential.");
  const auto from = text.find(',', start) + 1;
  return BadgeFile{FileForm::jws, text.substr(from, text.find('"', from) - from)};
}

std::string envelop(std::string_view jws) {
  const auto type = media_type_of(jws);
  json::Writer writer;
  writer.begin_object().name("@context").begin_array().string(context_v2).end_array();
  writer.member("id", std::string(envelope_start) + type + "," + std::string(jws));
  writer.member("type", "EnvelopedVerifiableCredential").end_object();
  return writer.take();
}

}  // namespace waarmerk::node::credential
