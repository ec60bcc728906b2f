#include "node/credential/secure_sd_jwt.hpp"

#include <array>
#include <span>
#include <string_view>

#include "crypto/jose/jwt.hpp"
#include "crypto/jose/sd_jwt.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/pointer.hpp"
#include "crypto/json/writer.hpp"
#include "crypto/keys/jwk.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/disclosure.hpp"
#include "node/credential/place.hpp"
#include "node/credential/secure_jwt.hpp"

namespace waarmerk::node::credential {
namespace {

using Words = std::span<const std::string_view>;

constexpr auto our_claims = std::to_array<std::string_view>({"iat", "cnf", "vc", "vp"});
constexpr auto our_claims_of_vc = std::to_array<std::string_view>({"iat", "cnf", "@context"});
/// A presentation is its holder's own, who may leave themselves out of it.
constexpr auto shown_of_vp = std::to_array<std::string_view>({"/@context", "/type"});
/// What a verifier of an SD-JWT VC must see (SD-JWT VC 2.2.2.2).
constexpr auto always_shown_of_vc = std::to_array<std::string_view>(
    {"/iss", "/nbf", "/exp", "/cnf", "/vct", "/vct#integrity", "/status"});

Result<void> check_disclosable(const std::vector<std::string>& pointers, Words always) {
  for (const auto& pointer : pointers) {
    for (const std::string_view shown : always) {
      if (json::is_at_or_in(pointer, shown)) {
        return fail(malformed, "A verifier must see this.", pointer);
      }
    }
  }
  return {};
}

Result<json::Document> write_claims(const json::Document& unsecured, Words ours,
                                    const SdJwtOptions& options) {
  json::Writer writer;
  writer.begin_object();
  for (const json::Member member : unsecured.root().members()) {
    for (const std::string_view claim : ours) {
      if (member.name != claim) continue;
      return fail(malformed, "This claim may not be there.", "$." + std::string(claim));
    }
    writer.name(member.name).value(member.value);
  }
  if (options.created) writer.name("iat").integer(jose::numeric_date(*options.created));
  if (options.holder) {
    writer.name("cnf").begin_object().name("jwk");
    keys::write_jwk(writer, *options.holder);
    writer.end_object();
  }
  writer.end_object();
  return json::parse(writer.text());
}

}  // namespace

Result<std::string> secure_sd_jwt(const json::Document& unsecured, const SdJwtOptions& options,
                                  const keys::Signer& signer, Random& random) {
  TRY(kind, kind_of(unsecured));
  TRY_OK(
      check_disclosable(options.disclosable, kind == "vc" ? always_shown() : Words(shown_of_vp)));
  TRY(claims, write_claims(unsecured, our_claims, options));
  const jose::JwsOptions header{
      .type = kind + "+sd-jwt", .content_type = kind, .key_id = options.verification_method};
  const jose::SdOptions sd{.disclosable = options.disclosable, .decoys = options.decoys};
  return jose::issue_sd_jwt(claims.root(), sd, header, signer, random);
}

Result<std::string> secure_sd_jwt_vc(const json::Document& claims, const SdJwtOptions& options,
                                     const keys::Signer& signer, Random& random) {
  const Place place(claims.root(), "$");
  for (const auto* name : {"iss", "vct"}) {
    const auto found = place.find(name);
    if (found && !found->value().string().value_or("").empty()) continue;
    return place.fail_at(name, malformed, "This must be there, as a text.");
  }
  TRY_OK(check_disclosable(options.disclosable, always_shown_of_vc));
  TRY(written, write_claims(claims, our_claims_of_vc, options));
  const jose::JwsOptions header{.type = "dc+sd-jwt", .key_id = options.verification_method};
  const jose::SdOptions sd{.disclosable = options.disclosable, .decoys = options.decoys};
  return jose::issue_sd_jwt(written.root(), sd, header, signer, random);
}

}  // namespace waarmerk::node::credential
