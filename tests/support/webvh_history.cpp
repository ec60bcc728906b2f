#include "tests/support/webvh_history.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <utility>

#include "crypto/json/parse.hpp"
#include "crypto/keys/multikey.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "did/did_key.hpp"

namespace waarmerk::tests {
namespace {

json::Document read(std::string_view text) {
  auto document = json::parse(text);
  REQUIRE(document);
  return *std::move(document);
}

std::string scid_in(std::string_view line) {
  const auto document = read(line);
  return std::string(*document.root().find("parameters")->find("scid")->string());
}

}  // namespace

std::unique_ptr<keys::Signer> update_key(std::uint8_t seed) {
  ByteArray<32> secret{};
  secret.fill(seed);
  return keys::make_signer(keys::SecretKey::make(keys::Algorithm::ed25519, secret).value());
}

std::string multikey(std::uint8_t seed) {
  return keys::print_multikey(update_key(seed)->public_key());
}

std::string key_list(std::uint8_t seed) { return "[\"" + multikey(seed) + "\"]"; }

std::string hash_list(std::uint8_t seed) { return "[\"" + did::webvh_hash(multikey(seed)) + "\"]"; }

WebvhHistory::WebvhHistory(std::string_view more, std::string_view host) {
  const std::string id = "did:webvh:{SCID}:" + std::string(host);
  const auto parameters =
      read("{\"updateKeys\":" + key_list(1) + (more.empty() ? "" : ",") + std::string(more) + "}");
  const auto state =
      read(R"({"@context":["https://www.w3.org/ns/did/v1"],"id":")" + id +
           R"(","verificationMethod":[{"id":")" + id +
           R"(#key-1","type":"Multikey","controller":")" + id + R"(","publicKeyMultibase":")" +
           multikey(100) + R"("}],"assertionMethod":[")" + id + R"(#key-1"]})");
  const auto line = did::begin_webvh_log({.time = now_, .parameters = parameters, .state = state},
                                         *update_key(1));
  REQUIRE(line);
  did_ = "did:webvh:" + scid_in(*line) + ":" + std::string(host);
  text_ = *line + "\n";
  now_ = now_ + day_ms;
}

Result<void> WebvhHistory::add(std::string_view parameters, std::uint8_t seed,
                               std::string_view state) {
  const auto known = log();
  TRY(line,
      did::continue_webvh_log(known.entries().back(),
                              {.time = now_,
                               .parameters = read(parameters),
                               .state = read(state.empty() ? document() : std::string(state))},
                              *update_key(seed)));
  text_ += line + "\n";
  now_ = now_ + day_ms;
  return {};
}

did::WebvhLog WebvhHistory::log() const {
  return did::WebvhLog::read(text_, scid_in(text_.substr(0, text_.find('\n'))), now_);
}

std::string WebvhHistory::document() const {
  return std::string(log().entries().back().document.text());
}

std::string WebvhHistory::document_with(std::string_view name, std::uint8_t seed) const {
  const auto text = document();
  const auto at = text.find("publicKeyMultibase\":\"") + 21;
  const auto old_key = text.substr(at, text.find('"', at) - at);
  const auto hash = text.find("#key-");
  const auto old_name = text.substr(hash, text.find('"', hash) - hash);
  const auto renamed = replaced_all(text, old_name, "#" + std::string(name));
  return replaced_all(renamed, old_key, multikey(seed));
}

std::string WebvhHistory::document_without_key(UnixTime revoked) const {
  const auto marked =
      replaced_all(document(), "\"publicKeyMultibase\"",
                   "\"revoked\":\"" + print_time(revoked) + "\",\"publicKeyMultibase\"");
  const auto purposes = marked.find(",\"assertionMethod\"");
  return marked.substr(0, purposes) + marked.substr(marked.find(']', purposes) + 1);
}

std::string replaced_all(std::string text, std::string_view what, std::string_view with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
  return text;
}

std::string confirmation(std::string_view version_id, std::uint8_t seed) {
  const auto key = update_key(seed);
  const auto unsecured = read("{\"versionId\":\"" + std::string(version_id) + "\"}");
  const auto secured =
      proof::add_proof(unsecured,
                       {.cryptosuite = "eddsa-jcs-2022",
                        .verification_method = did::did_key_method_of(key->public_key()).text(),
                        .created = webvh_start},
                       *key);
  REQUIRE(secured);
  return std::string(secured->text());
}

}  // namespace waarmerk::tests
