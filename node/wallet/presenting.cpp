#include "node/wallet/presenting.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "crypto/encoding/base64url.hpp"
#include "crypto/encoding/gzip.hpp"
#include "crypto/jose/key_binding.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "did/address_rules.hpp"
#include "did/did_key.hpp"
#include "node/credential/badge_file.hpp"
#include "node/credential/presentation.hpp"
#include "node/credential/sd_jwt_vc.hpp"
#include "node/credential/securing.hpp"

namespace waarmerk::node::wallet {
namespace {

std::string text_at(std::optional<json::Value> value, std::string_view name) {
  const auto found = value ? value->find(name) : std::nullopt;
  return std::string(found ? found->string().value_or("") : std::string_view());
}

/// The DID of the key in `cnf`, whether it stands there itself or by its DID URL (RFC 7800 3).
std::string confirmed_in(json::Value root) {
  const auto key = jose::read_holder_key(root);
  if (key) return did::did_key_of(*key).text();
  const auto id = text_at(root.find("cnf"), "kid");
  return id.substr(0, id.find('#'));
}

/// Whom a badge says that it is of; nobody where it says so by a hash.
std::string subject_of(const credential::Secured& secured) {
  const auto root = secured.document.root();
  return credential::is_sd_jwt_vc(secured) ? confirmed_in(root)
                                           : text_at(root.find("credentialSubject"), "id");
}

/// As it goes into a presentation: a JWS has an envelope around it there.
Result<json::Document> credential_of(const KeptBadge& badge) {
  TRY(opened, credential::open(badge.text));
  if (credential::is_sd_jwt_vc(opened)) {
    return fail(not_shareable,
                "An SD-JWT VC is shown claim by claim to who asks for it: see wallet present.");
  }
  TRY(file, credential::unwrap_badge(badge.text));
  const bool is_json = file.form == credential::FileForm::json;
  return json::parse(is_json ? file.text : credential::envelop(file.text));
}

}  // namespace

const Holder* find_holder(const Book& book, const credential::Secured& secured) {
  const auto found = std::ranges::find(book.holders, subject_of(secured), &Holder::id);
  return found == book.holders.end() ? nullptr : &*found;
}

Result<Holder> presenter_of(const Book& book, std::span<const KeptBadge> badges) {
  if (book.holders.empty()) return fail(no_holder, "The badge book has no key to sign with.");
  const Holder* found = nullptr;
  for (const auto& badge : badges) {
    const auto opened = credential::open(badge.text);
    const auto* holder = opened ? find_holder(book, *opened) : nullptr;
    if (holder == nullptr) continue;
    if (found != nullptr && found->id != holder->id) {
      return fail(two_holders, "They were given to different keys of the book: show them apart.");
    }
    found = holder;
  }
  return found != nullptr ? *found : book.holders.front();
}

Result<json::Document> present(const Holder& holder, std::span<const KeptBadge> badges,
                               const ShowOptions& options) {
  TRY(signer, signer_of(holder));
  std::vector<json::Document> credentials;
  for (const auto& badge : badges) {
    TRY(one, credential_of(badge));
    credentials.push_back(one);
  }
  TRY(unsigned_one, credential::write_presentation(credentials, holder.id));
  const proof::ProofOptions proof{
      .verification_method = did::did_key_method_of(signer->public_key()).text(),
      .proof_purpose = "authentication",
      .created = options.now,
      .expires = options.until,
      .domain = options.domain,
      .challenge = options.challenge};
  return proof::add_proof(unsigned_one, proof, *signer);
}

Result<std::string> show_link(std::string_view node, std::string_view presentation) {
  while (node.ends_with('/')) node.remove_suffix(1);
  const bool is_page = node.find('#') == node.npos && node.find('?') == node.npos;
  if (!is_page || !did::check_fetch_url(node, {.plain_http_on_loopback = true})) {
    return fail(bad_link,
                "A link is made for the address of a node, such as https://node.example.");
  }
  auto link = std::string(node) + "/check#show=" +
              encoding::encode_base64url(encoding::deflate_raw(bytes_of(presentation)));
  if (link.size() <= show_link_bytes_max) return link;
  return fail(bad_link, "This is too much for a link: share a file, or fewer badges.");
}

}  // namespace waarmerk::node::wallet
