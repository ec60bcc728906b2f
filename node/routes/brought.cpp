#include "node/routes/brought.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "node/credential/assertion.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/paper.hpp"
#include "node/credential/receipt.hpp"
#include "node/http/form_data.hpp"
#include "node/web/again.hpp"
#include "node/web/check_page.hpp"

namespace waarmerk::node::routes {
namespace {

using namespace std::string_view_literals;
using words::Key;

constexpr std::size_t key_text_bytes_max = 128;
constexpr std::string_view base64_letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=";

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view white = " \t\r\n";
  const auto from = text.find_first_not_of(white);
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(white) - from + 1);
}

Brought wrong(Key why) {
  Brought brought;
  brought.wrong = why;
  return brought;
}

Brought open_kit(std::string_view text) {
  auto kit = kit::read_kit(text);
  if (!kit) return wrong("wrong.json");
  if (kit->is_staple()) return wrong("wrong.staple");
  Brought brought{.file = std::string(text), .badge = kit->badge};
  brought.kits.push_back(std::move(*kit));
  return brought;
}

bool is_receipt(std::string_view text) {
  const auto opened = credential::open(text);
  return opened && credential::is_receipt(opened->document);
}

/// Two things are brought at once where one is a receipt, and the other what it may be about.
Brought bring_both(std::string_view file, std::string_view text) {
  const bool is_text = is_receipt(text);
  if (is_text == is_receipt(file)) return wrong("wrong.both");
  auto brought = bring(is_text ? text : file);
  brought.beside = std::string(is_text ? file : text);
  return brought;
}

/// What an answer carried, to be told in another language.
Brought bring_again(std::string_view field, std::string_view beside_field) {
  const auto file = web::read_again(field);
  const auto beside =
      beside_field.empty() ? std::optional<std::string>("") : web::read_again(beside_field);
  if (!file || !beside) return wrong("wrong.form");
  return beside->empty() ? bring(*file) : bring_both(*file, *beside);
}

constexpr std::size_t link_bytes_max = 2048;

/// Of OpenID4VP, in a link of whatever scheme.
bool is_request(std::string_view link) {
  return link.contains("client_id=") &&
         (link.contains("request_uri=") || link.contains("response_type="));
}

/// An offer of OpenID4VCI is a link too, as is a request, and neither is for this page.
Brought bring_link(std::string_view link) {
  const bool is_offer = link.contains("credential_offer=") ||
                        link.contains("credential_offer_uri=") || link.contains("iuv=");
  if (is_offer) return wrong("wrong.offer");
  if (is_request(link)) return wrong("paste.request");
  if (link.size() > link_bytes_max || link.find_first_of(" \t\r\n") != std::string_view::npos) {
    return wrong("wrong.no_badge_at_all");
  }
  Brought brought;
  brought.link = std::string(link);
  return brought;
}

struct Start {
  std::string_view bytes;
  Key meaning;
};

/// By its first bytes. A private key first of all, whatever else it may look like.
constexpr auto starts = std::to_array<Start>({
    {"AGE-SECRET-KEY-1", "wrong.private_key"},
    {"-----BEGIN PUBLIC KEY", "wrong.public_key"},
    {"-----BEGIN RSA PUBLIC KEY", "wrong.public_key"},
    {"-----BEGIN PGP PUBLIC KEY", "wrong.public_key"},
    {"-----BEGIN CERTIFICATE", "wrong.public_key"},
    {"-----BEGIN X509 CERTIFICATE", "wrong.public_key"},
    {"ssh-", "wrong.public_key"},
    {"PK\x03\x04", "wrong.archive"},
    {"\xD0\xCF\x11\xE0", "wrong.archive"},
    {"\xFF\xD8\xFF", "wrong.photo"},
    {"GIF8", "wrong.photo"},
    {"MM\x00*"sv, "wrong.photo"},
    {"II*\x00"sv, "wrong.photo"},
    {"[", "wrong.several"},
    {"did:", "wrong.did"},
    {"openid-credential-offer:", "wrong.offer"},
    {"openid4vp:", "paste.request"},
    {"haip:", "paste.request"},
    {"haip-vp:", "paste.request"},
    {"mdoc-openid4vp:", "paste.request"},
});

bool starts_without_case(std::string_view text, std::string_view start) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return text.size() >= start.size() &&
         std::ranges::equal(text.substr(0, start.size()), start, {}, lower);
}

bool is_web_page(std::string_view text) {
  return starts_without_case(text, "<!doctype html") || starts_without_case(text, "<html");
}

/// A key in multibase, of Ed25519, P-256 or P-384, as others print them (cid 2.2.2).
std::optional<Key> multibase_key(std::string_view text) {
  if (text.size() > key_text_bytes_max) return std::nullopt;
  const auto starts_with = [&](std::string_view start) { return text.starts_with(start); };
  if (std::ranges::any_of(std::array{"z3u2", "z42t", "z2fa"}, starts_with)) {
    return "wrong.private_key";
  }
  if (std::ranges::any_of(std::array{"z6Mk", "zDna", "z82L"}, starts_with)) {
    return "wrong.public_key";
  }
  return std::nullopt;
}

/// A name that every mdoc has in it, in CBOR as it is, or in base64 at each of three places.
bool is_mdoc(std::string_view given) {
  constexpr auto signs =
      std::array{"issuerSigned", "aXNzdWVyU2lnbmVk", "lzc3VlclNpZ25lZ", "pc3N1ZXJTaWduZW"};
  const auto text = trimmed(given);
  const bool is_other = text.empty() || text.front() == '{' || text.front() == '[' ||
                        text.front() == '<' || text.contains('.');
  const bool is_base64 = text.find_first_not_of(base64_letters) == std::string_view::npos;
  const bool is_cbor = !text.empty() && (static_cast<unsigned char>(text.front()) >> 5U) == 5U;
  if (is_other || !(is_base64 || is_cbor)) return false;
  return std::ranges::any_of(signs, [&](std::string_view sign) { return text.contains(sign); });
}

std::optional<Key> kind_of_bytes(std::string_view given) {
  const auto text = trimmed(given);
  if (text.starts_with("-----BEGIN ") && text.contains("PRIVATE KEY")) {
    return "wrong.private_key";
  }
  if (const auto key = multibase_key(text)) return key;
  if (is_web_page(text)) return "wrong.page";
  if (is_mdoc(given)) return "wrong.mdoc";
  const bool is_webp = given.starts_with("RIFF") && given.substr(0, 12).ends_with("WEBP");
  const bool is_heic = given.substr(0, 8).ends_with("ftyp");
  if (is_webp || is_heic) return "wrong.photo";
  const auto found =
      std::ranges::find_if(starts, [&](const Start& one) { return text.starts_with(one.bytes); });
  if (found == starts.end()) return std::nullopt;
  return found->meaning;
}

bool has_any(json::Value object, std::initializer_list<std::string_view> names) {
  return std::ranges::any_of(names, [&](auto name) { return object.find(name).has_value(); });
}

bool has_type(json::Value object, std::initializer_list<std::string_view> types) {
  const auto found = json::Reader(object).strings("type");
  return found && std::ranges::any_of(types, [&](auto type) {
           return std::ranges::find(*found, type) != found->end();
         });
}

/// A JWK, a Multikey, or the like.
bool is_secret(json::Value object) {
  return (has_any(object, {"kty"}) && has_any(object, {"d", "k"})) ||
         has_any(object, {"secretKeyMultibase", "privateKeyMultibase", "secretKeyJwk",
                          "privateKeyJwk", "privateKeyBase58", "privateKeyPem"});
}

bool has_secret(json::Value root) {
  if (is_secret(root)) return true;
  for (const auto name : {"keys", "verificationMethod"}) {
    const auto all = json::Reader(root).one_or_many(name);
    if (std::ranges::any_of(all, [](const auto& one) { return is_secret(one.value()); })) {
      return true;
    }
  }
  return false;
}

/// Whether it says anything that a credential or an assertion says.
bool says_something(json::Value root) {
  return credential::is_assertion(root) ||
         has_any(root, {"credentialSubject", "@context", "vct", "recipient", "badge", "proof"}) ||
         has_type(root, {"VerifiableCredential"});
}

/// One is proved by a Merkle proof to a blockchain, inside the badge.
bool is_blockcerts(json::Value root) {
  for (const auto name : {"proof", "signature", "verification"}) {
    for (const auto& one : json::Reader(root).one_or_many(name)) {
      if (has_type(one.value(), {"MerkleProof2017", "MerkleProof2019",
                                 "MerkleProofVerification2017", "MKProof"})) {
        return true;
      }
    }
  }
  return false;
}

/// A JWS in JSON (RFC 7515 7.2), as a JAdES seal is, and no SD-JWT, which has such a form too.
bool is_sealed(json::Value root) {
  const auto header = root.find("header");
  if (header && has_any(*header, {"disclosures"})) return false;
  return has_any(root, {"payload"}) && has_any(root, {"signature", "signatures"});
}

/// What it says of itself, in whichever form it is signed.
std::optional<Key> kind_by_type(json::Value root) {
  if (has_type(root, {"VerifiablePresentation"})) return "wrong.presentation";
  if (has_type(root, {"BitstringStatusListCredential", "StatusList2021Credential"})) {
    return "wrong.status_list";
  }
  return std::nullopt;
}

std::optional<Key> kind_of_object(json::Value root) {
  if (has_secret(root)) return "wrong.private_key";
  if (is_sealed(root)) return "wrong.edc";
  if (is_blockcerts(root)) return "wrong.blockcerts";
  if (has_type(root, {"VerifiableCredential", "Assertion"})) return std::nullopt;
  if (has_any(root, {"verificationMethod", "assertionMethod"})) return "wrong.did_document";
  if (has_any(root, {"kty", "keys", "publicKeyMultibase", "publicKeyJwk"}))
    return "wrong.public_key";
  if (has_any(root, {"credential_issuer", "credential_offer_uri", "protocols"})) {
    return "wrong.offer";
  }
  if (has_type(root, {"BadgeClass", "Achievement", "Profile", "Issuer"})) return "wrong.definition";
  if (!says_something(root)) return "wrong.other_json";
  return std::nullopt;
}

/// XML or HTML in which no picture begins.
bool is_other_markup(std::string_view given) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (given.starts_with(byte_order_mark)) given.remove_prefix(byte_order_mark.size());
  return trimmed(given).starts_with('<') && !given.contains("<svg") && !given.contains(":svg");
}

std::optional<Key> why_unreadable(std::string_view given, const Error& error) {
  const auto& code = error.code;
  const bool has_verdict = code == credential::unsupported_format ||
                           code == credential::unsupported_version || code == credential::malformed;
  if (has_verdict) return std::nullopt;
  if (code.name.starts_with("image.") && given.starts_with("%PDF-")) return "wrong.pdf";
  if (code.name.starts_with("image.") && is_other_markup(given)) {
    return given.contains("<html") ? Key("wrong.page") : Key("wrong.xml");
  }
  if (code.name == "image.no_badge") return "wrong.no_badge";
  if (code.name == "image.two_badges") return "wrong.two_badges";
  if (code.name.starts_with("image.")) return "wrong.picture";
  if (code == credential::bad_paper) return "camera.broken";
  if (!trimmed(given).starts_with('{')) return "wrong.no_badge_at_all";
  const auto document = json::parse(given);
  return document && is_sealed(document->root()) ? Key("wrong.edc") : Key("wrong.json");
}

}  // namespace

Brought bring(std::string_view given) {
  if (given.size() > static_cast<std::size_t>(web::badge_bytes_max))
    return wrong("wrong.too_large");
  if (kit::is_kit(given)) return open_kit(given);
  return {.file = std::string(given), .badge = std::string(given)};
}

Brought read_brought(const http::Request& request) {
  const auto form = http::FormData::parse(request);
  if (!form) return wrong("wrong.form");
  if (const auto again = form->find(web::again_field); !again.empty()) {
    return bring_again(again, form->find(web::again_beside_field));
  }
  const auto file = form->find("file");
  const auto text = trimmed(form->find("text"));
  if (file.empty() && text.empty()) return wrong("wrong.nothing");
  if (!file.empty() && !text.empty()) return bring_both(file, text);
  const auto given = file.empty() ? text : file;
  if (credential::is_paper(given)) return bring(given);  // a link too, which holds the badge itself
  if (given.starts_with("http://") || given.starts_with("www.")) return wrong("wrong.link");
  if (given.starts_with("https://")) return bring_link(trimmed(given));
  return bring(given);
}

std::optional<Key> why_no_badge(std::string_view given, const Result<credential::Secured>& opened) {
  if (const auto kind = kind_of_bytes(given)) return kind;
  if (!opened) return why_unreadable(given, opened.error());
  const auto root = opened->document.root();
  if (const auto kind = kind_by_type(root)) return kind;
  if (!opened->jws && !opened->cose) return kind_of_object(root);
  const bool is_badge = opened->old_claims || says_something(root);
  if (is_badge) return std::nullopt;
  return "wrong.token";
}

}  // namespace waarmerk::node::routes
