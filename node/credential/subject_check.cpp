#include "node/credential/subject_check.hpp"

#include <algorithm>
#include <vector>

#include "node/credential/identity.hpp"
#include "node/credential/sentences.hpp"

namespace waarmerk::node::credential {
namespace {

/// Whom the badge names by hash.
std::vector<Identity> identities_of(const Credential& credential) {
  std::vector<Identity> identities;
  for (const auto& subject : credential.subjects) {
    const auto found = subject.find("identifier");
    if (!found) continue;
    if (const auto one = read_identity(*found)) identities.push_back(*one);
    for (const json::Value element : found->elements()) {
      if (const auto one = read_identity(element)) identities.push_back(*one);
    }
  }
  return identities;
}

Finding match_subject(const Credential& credential, const std::string& expected) {
  const auto& ids = credential.subject_ids;
  if (std::ranges::find(ids, expected) != ids.end()) return Finding::subject_good;
  const auto identities = identities_of(credential);
  bool is_unknown = ids.empty() && identities.empty();
  for (const auto& identity : identities) {
    const auto match = match_identity(identity, expected);
    if (match == IdentityMatch::same) return Finding::subject_good;
    is_unknown = is_unknown || match == IdentityMatch::unknown;
  }
  return is_unknown ? Finding::subject_unproved : Finding::wrong_subject;
}

}  // namespace

Check check_subject(const Credential& credential, const std::string& expected) {
  return make_check(match_subject(credential, expected), {{"expected", expected}});
}

}  // namespace waarmerk::node::credential
