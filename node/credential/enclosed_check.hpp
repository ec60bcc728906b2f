// EnclosedCheck: the credentials that stand inside one, each verified by itself, sans-IO: what
// others say in favour of a badge, and what a Comprehensive Learner Record holds.
//
// An endorsement that is false or cannot be checked does not make the badge false: it is a warning
// (Open Badges 3.0 verification, endorsements). A record with a forged credential in it is not
// genuine; one that holds what was withdrawn or is too old still tells the truth, with a warning.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "did/document_history.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/verification.hpp"

namespace waarmerk::node::credential {

/// Of one badge; those beyond are told as not checked.
inline constexpr std::size_t endorsements_max = 8;
/// Of one record, likewise.
inline constexpr std::size_t contents_max = 64;

class EnclosedCheck {
 public:
  /// The endorsements of the credential itself, of its achievement and of its issuer, in both
  /// forms, and what a record holds. What stands inside of these is left alone.
  EnclosedCheck(const Credential& credential, const VerificationOptions& options);
  ~EnclosedCheck();
  EnclosedCheck(EnclosedCheck&&) noexcept;
  EnclosedCheck& operator=(EnclosedCheck&&) noexcept;

  /// What is needed now, or nothing when all are judged.
  std::optional<Need> next() const;
  void supply(did::DocumentHistory documents, const Provenance& from);
  void supply(std::string_view text, const Provenance& from);
  void supply(StoredStatus stored, const Provenance& from);
  void supply(Error error, const Provenance& from);
  /// One check for all endorsements and one for all contents; none where there is nothing inside.
  std::vector<Check> outcome() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace waarmerk::node::credential
