// PresentationVerification: a VP of 2.0 or 1.1 with its credentials, on the same machine (sans-IO).
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "crypto/json/writer.hpp"
#include "node/credential/verification.hpp"

namespace waarmerk::node::credential {

inline constexpr std::size_t presented_max = 64;

struct PresentationOptions {
  /// What the verifier asked to be signed. Where given, the proof must hold the same.
  std::optional<std::string> challenge = {};
  std::optional<std::string> domain = {};
  /// For the credentials, and for `now`.
  VerificationOptions credentials = {};
  /// For each credential, in the place of `credentials.first_seen`; may be empty.
  std::function<FirstSeen(json::Value)> first_seen_of = {};
};

struct PresentationVerdict {
  Outcome outcome = Outcome::cannot_be_checked;
  Finding finding = Finding::not_a_credential;
  std::vector<Check> checks;  ///< of the presentation itself
  std::string holder;
  std::vector<Verdict> credentials;
  bool phoned_home = false;  ///< for the presentation or for any of the credentials

  std::string_view code() const { return code_of(outcome, finding); }
  bool accepted() const { return is_accepted(outcome); }
};

/// After a check was added to a verdict of its credentials: sums them up again, and decides anew.
void decide_anew(PresentationVerdict& verdict);

void write_presentation_verdict(json::Writer& writer, const PresentationVerdict& verdict);

class PresentationVerification {
 public:
  PresentationVerification(std::string_view file, const PresentationOptions& options);
  PresentationVerification(const json::Document& presentation, const PresentationOptions& options);
  PresentationVerification(Result<Secured> opened, const PresentationOptions& options);
  ~PresentationVerification();
  PresentationVerification(PresentationVerification&&) noexcept;
  PresentationVerification& operator=(PresentationVerification&&) noexcept;

  std::optional<Need> next() const;
  void supply(did::DocumentHistory documents, const Provenance& from);
  void supply(std::string_view text, const Provenance& from);
  void supply(StoredStatus stored, const Provenance& from);
  void supply(Error error, const Provenance& from = {});
  const PresentationVerdict& outcome() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The holder that a presentation names; empty where it names none. Checks the MUSTs of
/// vc-data-model 4.13, but not what the credentials in it say. Fails with credential.malformed.
Result<std::string> read_holder(const json::Document& presentation);

/// The unsigned presentation of `credentials`, which go in untouched.
Result<json::Document> write_presentation(const std::vector<json::Document>& credentials,
                                          const std::string& holder);

}  // namespace waarmerk::node::credential
