// EndorsementCheck: what others say in favour of a badge, each verified by itself, sans-IO.
//
// An endorsement that is false or cannot be checked does not make the badge false: it is a warning
// (Open Badges 3.0 verification, endorsements).
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "did/document.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/verification.hpp"

namespace waarmerk::node::credential {

/// Of one badge; those beyond are told as not checked.
inline constexpr std::size_t endorsements_max = 8;

class EndorsementCheck {
 public:
  /// Those of the credential itself, of its achievement and of its issuer, in both forms. Their own
  /// endorsements are left alone.
  EndorsementCheck(const Credential& credential, const VerificationOptions& options);
  ~EndorsementCheck();
  EndorsementCheck(EndorsementCheck&&) noexcept;
  EndorsementCheck& operator=(EndorsementCheck&&) noexcept;

  /// What is needed now, or nothing when all are judged.
  std::optional<Need> next() const;
  void supply(did::DidDocument document, const Provenance& from);
  void supply(std::string_view text, const Provenance& from);
  void supply(Error error, const Provenance& from);
  /// One check of all together; nothing where there is no endorsement.
  std::optional<Check> outcome() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace waarmerk::node::credential
