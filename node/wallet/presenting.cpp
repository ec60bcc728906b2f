#include "node/wallet/presenting.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "crypto/encoding/base64url.hpp"
#include "crypto/encoding/gzip.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "did/address_rules.hpp"
#include "did/did_key.hpp"
#include "node/credential/badge_file.hpp"
#include "node/credential/presentation.hpp"
#include "node/credential/securing.hpp"

namespace waarmerk::node::wallet {
namespace {

/// Whom a badge says that it is of; nobody where it says so by a hash, or cannot be read.
std::string subject_of(const KeptBadge& badge) {
  const auto opened = credential::open(badge.text);
  if (!opened) return {};
  const auto subject = opened->document.root().find("credentialSubject");
  const auto id = subject ? subject->find("id") : std::nullopt;
  return std::string(id ? id->string().value_or("") : std::string_view());
}

/// As it goes into a presentation: a JWS has an envelope around it there.
Result<json::Document> credential_of(const KeptBadge& badge) {
  TRY(file, credential::unwrap_badge(badge.text));
  const bool is_json = file.form == credential::FileForm::json;
  return json::parse(is_json ? file.text : credential::envelop(file.text));
}

}  // namespace

Result<Holder> presenter_of(const Book& book, std::span<const KeptBadge> badges) {
  if (book.holders.empty()) return fail(no_holder, "The badge book has no key to sign with.");
  const Holder* found = nullptr;
  for (const auto& badge : badges) {
    const auto holder = std::ranges::find(book.holders, subject_of(badge), &Holder::id);
    if (holder == book.holders.end()) continue;
    if (found != nullptr && found->id != holder->id) {
      return fail(two_holders, "They were given to different keys of the book: show them apart.");
    }
    found = &*holder;
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
