// Claims made disclosable one by one, the issuer's side of SD-JWT (RFC 9901 sections 4.2 and 6.1).
#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crypto/encoding/base64url.hpp"
#include "crypto/jose/sd_jwt.hpp"
#include "crypto/json/pointer.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::jose {
namespace {

constexpr std::size_t decoy_bytes = 32;

/// Writes claims with digests in place of those that are to be disclosable.
class Redactor {
 public:
  Redactor(const SdOptions& options, Random& random)
      : options_(options),
        random_(random),
        wanted_(options.disclosable.begin(), options.disclosable.end()) {}

  Result<std::string> redact(json::Value claims) {
    if (!claims.is(json::Kind::object)) return fail(bad_sd_jwt, "The claims are no object.", "$");
    auto payload = redact_object(claims, "");
    if (payload && !wanted_.empty()) {
      return fail(no_such_claim, "There is no such claim to hide.", *wanted_.begin());
    }
    return payload;
  }

  const std::vector<std::string>& disclosures() const { return disclosures_; }

 private:
  Result<std::string> redact_any(json::Value value, const std::string& pointer) {
    if (value.is(json::Kind::object)) return redact_object(value, pointer);
    if (value.is(json::Kind::array)) return redact_array(value, pointer);
    return json::print(value);
  }

  Result<std::string> redact_object(json::Value object, const std::string& pointer) {
    json::Writer writer;
    writer.begin_object();
    std::vector<std::string> digests;
    for (const json::Member member : object.members()) {
      const auto here = json::pointer_to(pointer, member.name);
      if (is_sd_name(member.name)) {
        return fail(bad_sd_jwt, "A claim has a name of SD-JWT's own.", here);
      }
      TRY(text, redact_any(member.value, here));
      if (wanted_.erase(here) == 0) {
        writer.name(member.name).raw(text);
      } else {
        digests.push_back(hide(std::string(member.name), text));
      }
    }
    write_digests(writer, std::move(digests));
    if (pointer.empty()) writer.member("_sd_alg", print_sd_hash(options_.hash));
    writer.end_object();
    return writer.take();
  }

  /// Sorted, so that the order of the claims is not told.
  void write_digests(json::Writer& writer, std::vector<std::string> digests) {
    if (digests.empty()) return;
    for (std::size_t i = 0; i < options_.decoys; ++i) digests.push_back(decoy());
    std::ranges::sort(digests);
    writer.name("_sd").begin_array();
    for (const auto& digest : digests) writer.string(digest);
    writer.end_array();
  }

  Result<std::string> redact_array(json::Value array, const std::string& pointer) {
    json::Writer writer;
    writer.begin_array();
    std::size_t index = 0;
    bool has_digest = false;
    for (const json::Value element : array.elements()) {
      const auto here = json::pointer_to(pointer, std::to_string(index++));
      TRY(text, redact_any(element, here));
      if (wanted_.erase(here) == 0) {
        writer.raw(text);
      } else {
        write_element(writer, hide(std::nullopt, text));
        has_digest = true;
      }
    }
    for (std::size_t i = 0; has_digest && i < options_.decoys; ++i) write_element(writer, decoy());
    writer.end_array();
    return writer.take();
  }

  static void write_element(json::Writer& writer, std::string_view digest) {
    writer.begin_object().member("...", digest).end_object();
  }

  std::string hide(const std::optional<std::string>& name, std::string_view value) {
    disclosures_.push_back(Disclosure::make(name, value, random_).text());
    return sd_digest(options_.hash, disclosures_.back());
  }

  std::string decoy() {
    return sd_digest(options_.hash, encoding::encode_base64url(draw<decoy_bytes>(random_)));
  }

  const SdOptions& options_;
  Random& random_;
  std::set<std::string> wanted_;  // what was not met yet
  std::vector<std::string> disclosures_;
};

}  // namespace

Result<std::string> issue_sd_jwt(json::Value claims, const SdOptions& sd, const JwsOptions& options,
                                 const keys::Signer& signer, Random& random) {
  if (sd.disclosable.size() > disclosures_max || sd.decoys > disclosures_max) {
    return fail(bad_sd_jwt, "There are too many claims to hide.");
  }
  Redactor redactor(sd, random);
  TRY(payload, redactor.redact(claims));
  TRY(jws, sign_jws(bytes_of(payload), options, signer));
  std::string text = jws + "~";
  for (const auto& disclosure : redactor.disclosures()) text.append(disclosure).append("~");
  return text;
}

}  // namespace waarmerk::jose
