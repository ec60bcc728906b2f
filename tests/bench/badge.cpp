#include "tests/bench/badge.hpp"

#include <array>
#include <cstdint>

#include "crypto/json/parse.hpp"
#include "crypto/keys/multikey.hpp"
#include "crypto/keys/secret_key.hpp"
#include "tests/bench/open_badge.hpp"

namespace waarmerk::bench {
namespace {

namespace credential = node::credential;

/// That of the badge that every other benchmark takes.
json::Document achievement() {
  const auto badge = json::parse(open_badge).value();
  const auto subject = badge.root().find("credentialSubject").value();
  return json::parse(json::print(subject.find("achievement").value())).value();
}

}  // namespace

std::unique_ptr<keys::Signer> make_issuer() {
  std::array<std::uint8_t, 32> secret;
  secret.fill(1);
  return keys::make_signer(keys::SecretKey::make(keys::Algorithm::ed25519, secret).value());
}

credential::Badge make_badge(const keys::Signer& issuer) {
  credential::Badge badge{.id = "urn:uuid:0b6d2f0e-7a52-4a6c-9f7b-8f3a6a1b8a11",
                          .issuer = {.id = "did:key:" + keys::print_multikey(issuer.public_key()),
                                     .name = "Library of Breda",
                                     .url = "https://library.example",
                                     .email = "badges@library.example"},
                          .achievement = achievement(),
                          .subject_id = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
                          .valid_from = now - day_ms};
  badge.evidence = {
      {.id = "urn:uuid:cccccccc-2222-4333-8444-555555555555",
       .name = "Practical assignment",
       .narrative =
           "A safety plan of her own for the family's telephones and laptop: which accounts "
           "there are, who has which password, and what to do when one of them is lost."},
      {.id = "urn:uuid:dddddddd-2222-4333-8444-555555555555",
       .name = "Closing conversation",
       .narrative =
           "Twenty minutes with the teacher about four messages, three of which were false. "
           "She found them all, and said how: the sender, the haste, and a link that led "
           "elsewhere than it said."}};
  return badge;
}

credential::SecureOptions securing_of(const keys::Signer& issuer) {
  const auto key = keys::print_multikey(issuer.public_key());
  return {.verification_method = "did:key:" + key + "#" + key, .created = now - day_ms};
}

std::string signed_badge() {
  const auto issuer = make_issuer();
  const auto unsecured = credential::write_badge(make_badge(*issuer)).value();
  return std::string(credential::secure(unsecured, securing_of(*issuer), *issuer)->text());
}

}  // namespace waarmerk::bench
