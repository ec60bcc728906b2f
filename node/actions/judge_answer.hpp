// Judging: whether what a wallet shows is what was asked for, by who it was given to, and genuine
// (OpenID4VP 1.0 8.6).
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "crypto/base/clock.hpp"
#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "node/actions/evidence.hpp"
#include "node/credential/verification.hpp"
#include "node/task/task.hpp"
#include "node/trust/scope.hpp"

namespace waarmerk::node::actions {

inline constexpr std::size_t answer_bytes_max = 1 << 20;
inline constexpr std::size_t answer_badges_max = 16;
/// Of the claims that were asked for, of one badge.
inline constexpr std::size_t shown_bytes_max = 16 << 10;

struct JudgeRules {
  std::string query;  ///< DCQL, as JSON
  std::string client_id;
  std::string nonce;
  credential::VerificationOptions credentials = {};
  /// For each badge, in the place of `credentials.first_seen`; may be empty.
  std::function<credential::FirstSeen(json::Value)> first_seen_of = {};
};

struct JudgedBadge {
  std::string query;   ///< the id of what it answers
  std::string holder;  ///< who proved to be its subject; empty where that was not asked
  credential::Verdict verdict;
  std::string shown;   ///< the claims that were asked for, as JSON; empty where they are too many
  trust::Scope scope;  ///< for what its issuer is to be believed
};

/// A badge that is not genuine is an answer, and its verdict says so. Fails with
/// openid.invalid_request for what is no answer to the query, or is not bound to it and to the
/// holder; then nothing of it is known.
Task<Result<std::vector<JudgedBadge>>> judge_answer(JudgeRules rules, json::Document vp_token,
                                                    Evidence& evidence, const Clock& clock);

/// As it is kept and told: `{"accepted", "badges": [{"query", "holder", "verdict", "shown"}]}`.
std::string write_judged(const std::vector<JudgedBadge>& badges);

}  // namespace waarmerk::node::actions
