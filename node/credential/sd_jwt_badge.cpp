#include "node/credential/sd_jwt_badge.hpp"

#include <algorithm>
#include <span>

#include "crypto/jose/jwt.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/secure_jwt.hpp"
#include "node/credential/secure_sd_jwt.hpp"

namespace waarmerk::node::credential {
namespace {

/// What has a claim of its own, or no meaning in a JWT.
constexpr auto members_of_credential =
    std::to_array<std::string_view>({"@context", "type", "id", "validFrom", "validUntil",
                                     "credentialSubject", "credentialStatus", "proof"});
constexpr auto members_of_subject = std::to_array<std::string_view>({"id", "type"});

void copy_others(json::Writer& writer, json::Value from, std::span<const std::string_view> known) {
  for (const json::Member member : from.members()) {
    if (std::ranges::find(known, member.name) != known.end()) continue;
    writer.name(member.name).value(member.value);
  }
}

void write_registered(json::Writer& writer, const Credential& badge) {
  writer.member("vct", open_badge_vct).member("iss", badge.issuer);
  if (badge.id) writer.member("jti", *badge.id);
  if (!badge.subject_ids.empty()) writer.member("sub", badge.subject_ids.front());
  if (badge.valid_from) writer.name("nbf").integer(jose::numeric_date(*badge.valid_from));
  if (badge.valid_until) writer.name("exp").integer(jose::numeric_date(*badge.valid_until));
}

void write_status(json::Writer& writer, const StatusEntry& status) {
  writer.name("status").begin_object().name("status_list").begin_object();
  writer.name("idx").integer(static_cast<std::int64_t>(status.index));
  writer.member("uri", status.list_url).end_object().end_object();
}

}  // namespace

Result<json::Document> sd_jwt_claims_of(const json::Document& badge, const StatusEntry& status) {
  TRY(read, read_credential(badge));
  if (read.subjects.size() != 1) {
    return fail(malformed, "A badge has one subject.", "$.credentialSubject");
  }
  json::Writer writer;
  writer.begin_object();
  write_registered(writer, read);
  write_status(writer, status);
  copy_others(writer, badge.root(), members_of_credential);
  copy_others(writer, read.subjects.front(), members_of_subject);
  writer.end_object();
  return json::parse(writer.text());
}

Result<json::Document> secure_sd_jwt_badge(const json::Document& badge,
                                           const SdJwtBadgeOptions& options,
                                           const keys::Signer& signer, Random& random) {
  TRY(claims, sd_jwt_claims_of(badge, options.status));
  SdJwtOptions how{.verification_method = options.verification_method,
                   .created = options.created,
                   .holder = options.holder};
  for (const std::string_view pointer : disclosable_of_badge) {
    if (claims.root().find(pointer.substr(1))) how.disclosable.emplace_back(pointer);
  }
  TRY(compact, secure_sd_jwt_vc(claims, how, signer, random));
  return envelop(compact, dc_sd_jwt);
}

}  // namespace waarmerk::node::credential
