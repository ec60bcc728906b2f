// Histories of did:webvh for tests: real keys from a seed, real signatures.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"
#include "crypto/keys/secret_key.hpp"
#include "did/webvh_log.hpp"
#include "did/webvh_write.hpp"

namespace waarmerk::tests {

inline constexpr UnixTime webvh_start{1'767'225'600'000};  // 2026-01-01T00:00:00Z

/// The Ed25519 key of this seed.
std::unique_ptr<keys::Signer> update_key(std::uint8_t seed);
std::string multikey(std::uint8_t seed);
/// `["z6Mk…"]`, and the hashes that commit to such keys.
std::string key_list(std::uint8_t seed);
std::string hash_list(std::uint8_t seed);

/// A log that grows, a day an entry.
class WebvhHistory {
 public:
  /// Begins at `host`, with the key of seed 1; `more` are further parameters, such as
  /// `"portable":true`.
  explicit WebvhHistory(std::string_view more = {}, std::string_view host = "school.example");

  /// The next entry, with these parameters, signed by the key of `seed`; the document stays, or is
  /// `state`. Fails as continue_webvh_log does.
  Result<void> add(std::string_view parameters, std::uint8_t seed, std::string_view state = {});

  /// Days without an entry.
  void pass_days(int days) { now_ = now_ + days * day_ms; }

  const std::string& did() const { return did_; }
  const std::string& text() const { return text_; }  ///< the log, a line an entry
  /// As it reads a day after its last entry.
  did::WebvhLog log() const;
  UnixTime now() const { return now_; }
  std::string document() const;  ///< the last
  /// The last, with the key of `seed` as `#<name>` in the place of every `#key-…`.
  std::string document_with(std::string_view name, std::uint8_t seed) const;
  /// The last, in which its first key stands for nothing but that it is `revoked` at this time.
  std::string document_without_key(UnixTime revoked) const;

 private:
  std::string did_;
  std::string text_;
  UnixTime now_ = webvh_start;
};

/// Every `what` in the text with `with` in its place.
std::string replaced_all(std::string text, std::string_view what, std::string_view with);

/// `{"versionId":…,"proof":[…]}` of a witness with the key of `seed`.
std::string confirmation(std::string_view version_id, std::uint8_t seed);

}  // namespace waarmerk::tests
