// AssertionVerification: whether a badge of Open Badges 2.0 is genuine, sans-IO.
//
// A hosted one is what its issuer publishes today: the URL is the proof, and dies with it. A signed
// one is a JWS by a key that the issuer publishes. Both stand on documents that are fetched over
// HTTPS, as the specification has it, so nothing is known where these are gone (2.0, 5).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "node/credential/securing.hpp"
#include "node/credential/verdict.hpp"
#include "node/credential/verification.hpp"

namespace waarmerk::node::credential {

class AssertionVerification {
 public:
  /// `opened` is an assertion: is_assertion() of its document.
  AssertionVerification(Secured opened, const VerificationOptions& options);
  ~AssertionVerification();
  AssertionVerification(AssertionVerification&&) noexcept;
  AssertionVerification& operator=(AssertionVerification&&) noexcept;

  /// What is needed now, or nothing when the outcome stands.
  std::optional<NeedDocument> next() const;
  /// Answers the need that next() names, with the text that is at the URL.
  void supply(std::string_view text, const Provenance& from);
  void supply(Error error, const Provenance& from);
  const Verdict& outcome() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace waarmerk::node::credential
