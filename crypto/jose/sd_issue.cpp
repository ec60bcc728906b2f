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
constexpr std::size_t usual_bytes = 4096;  // of a badge

/// Writes claims with digests in place of those that are to be disclosable.
class Redactor {
 public:
  Redactor(const SdOptions& options, Random& random)
      : options_(options),
        random_(random),
        wanted_(options.disclosable.begin(), options.disclosable.end()) {}

  Result<std::string> redact(json::Value claims) {
    if (!claims.is(json::Kind::object)) return fail(bad_sd_jwt, "The claims are no object.", "$");
    json::Writer writer(usual_bytes);
    TRY_OK(write_object(writer, claims));
    if (wanted_.empty()) return writer.take();
    return fail(no_such_claim, "There is no such claim to hide.", *wanted_.begin());
  }

  const std::vector<std::string>& disclosures() const { return disclosures_; }

 private:
  Result<void> write(json::Writer& writer, json::Value value) {
    const bool is_object = value.is(json::Kind::object);
    const bool is_leaf = !is_object && !value.is(json::Kind::array);
    if (is_leaf || (!is_wanted_inside() && !has_sd_name(value))) {
      writer.value(value);
      return {};
    }
    return is_object ? write_object(writer, value) : write_array(writer, value);
  }

  /// What is written in the place of `here_`, as a text of its own.
  Result<std::string> write_apart(json::Value value) {
    json::Writer writer;
    TRY_OK(write(writer, value));
    return writer.take();
  }

  Result<void> write_object(json::Writer& writer, json::Value object) {
    writer.begin_object();
    std::vector<std::string> digests;
    const std::size_t outside = here_.size();
    for (const json::Member member : object.members()) {
      json::append_token(here_, member.name);
      if (is_sd_name(member.name)) {
        return fail(bad_sd_jwt, "A claim has a name of SD-JWT's own.", here_);
      }
      if (take_wanted()) {
        TRY(digest, hide(std::string(member.name), member.value));
        digests.push_back(std::move(digest));
      } else {
        writer.name(member.name);
        TRY_OK(write(writer, member.value));
      }
      here_.resize(outside);
    }
    write_digests(writer, std::move(digests));
    if (here_.empty()) writer.member("_sd_alg", print_sd_hash(options_.hash));
    writer.end_object();
    return {};
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

  Result<void> write_array(json::Writer& writer, json::Value array) {
    writer.begin_array();
    std::size_t index = 0;
    bool has_digest = false;
    const std::size_t outside = here_.size();
    for (const json::Value element : array.elements()) {
      json::append_token(here_, std::to_string(index++));
      if (take_wanted()) {
        TRY(digest, hide(std::nullopt, element));
        write_element(writer, digest);
        has_digest = true;
      } else {
        TRY_OK(write(writer, element));
      }
      here_.resize(outside);
    }
    for (std::size_t i = 0; has_digest && i < options_.decoys; ++i) write_element(writer, decoy());
    writer.end_array();
    return {};
  }

  bool take_wanted() { return !wanted_.empty() && wanted_.erase(here_) != 0; }

  /// Whether something inside of `here_` is to be hidden.
  bool is_wanted_inside() {
    if (wanted_.empty()) return false;
    here_ += '/';
    const auto first = wanted_.lower_bound(here_);
    const bool found = first != wanted_.end() && first->starts_with(here_);
    here_.pop_back();
    return found;
  }

  static bool has_sd_name(json::Value value) {
    switch (value.kind()) {
      case json::Kind::array:
        for (const json::Value element : value.elements()) {
          if (has_sd_name(element)) return true;
        }
        return false;
      case json::Kind::object:
        for (const json::Member member : value.members()) {
          if (is_sd_name(member.name) || has_sd_name(member.value)) return true;
        }
        return false;
      default: return false;
    }
  }

  static void write_element(json::Writer& writer, std::string_view digest) {
    writer.begin_object().member("...", digest).end_object();
  }

  Result<std::string> hide(const std::optional<std::string>& name, json::Value value) {
    TRY(text, write_apart(value));
    auto disclosure = Disclosure::print(name, text, random_);
    if (disclosure.size() > disclosure_bytes_max) {
      return fail(bad_sd_jwt, "A claim is too long to be hidden.", here_);
    }
    disclosures_.push_back(std::move(disclosure));
    return sd_digest(options_.hash, disclosures_.back());
  }

  std::string decoy() {
    return sd_digest(options_.hash, encoding::encode_base64url(draw<decoy_bytes>(random_)));
  }

  const SdOptions& options_;
  Random& random_;
  std::set<std::string> wanted_;  // what was not met yet
  std::string here_;              // the pointer to what is being written
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
  TRY(text, sign_jws(bytes_of(payload), options, signer));
  text += '~';
  for (const auto& disclosure : redactor.disclosures()) text.append(disclosure).append("~");
  return text;
}

}  // namespace waarmerk::jose
