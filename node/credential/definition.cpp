#include "node/credential/definition.hpp"

#include <string>
#include <string_view>
#include <utility>

#include "crypto/json/parse.hpp"
#include "crypto/proof/cryptosuite.hpp"
#include "node/credential/achievement.hpp"
#include "node/credential/issuance.hpp"

namespace waarmerk::node::credential {
namespace {

/// A badge that nobody gets.
Badge rehearsal(const json::Document& achievement) {
  return {.id = "urn:uuid:00000000-0000-4000-8000-000000000001",
          .issuer = {.id = "urn:uuid:00000000-0000-4000-8000-000000000002"},
          .achievement = achievement,
          .subject_id = "urn:uuid:00000000-0000-4000-8000-000000000003",
          .valid_from = {}};
}

/// Paths begin at the achievement, not at the badge around it.
std::string path_within(const std::string& path) {
  constexpr std::string_view place = "$.credentialSubject.achievement";
  return path.starts_with(place) ? "$" + path.substr(place.size()) : path;
}

std::unexpected<Error> refuse(const Error& error) {
  return fail(bad_achievement, error.detail, path_within(error.path));
}

}  // namespace

Result<void> check_definition(const json::Document& achievement, const jsonld::Contexts& contexts) {
  const auto badge = write_badge(rehearsal(achievement));
  if (!badge) return refuse(badge.error());
  const SecureOptions usual;
  TRY(suite, proof::get_suite(usual.cryptosuite));
  TRY(proof, json::parse(R"({"type":"DataIntegrityProof"})"));
  const auto hash =
      suite->hash({.document = badge->root(), .proof = proof.root(), .contexts = contexts});
  if (!hash) return refuse(hash.error());
  return {};
}

}  // namespace waarmerk::node::credential
