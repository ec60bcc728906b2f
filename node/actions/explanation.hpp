// Explanation: why somebody should believe an issuer, with names, as it is shown to who asked.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/sha2.hpp"
#include "crypto/base/time.hpp"
#include "did/did.hpp"
#include "node/actions/dependencies.hpp"
#include "node/actions/trust_policy.hpp"
#include "node/credential/assurance.hpp"
#include "node/trust/answer.hpp"

namespace waarmerk::node::actions {

struct TrustQuestion {
  did::Did issuer;
  trust::Scope scope;
  UnixTime at;
};

/// One bit of a path, as it was said.
struct ShownBit {
  Party from;
  Party to;
  Sha256 hash;
  trust::Kind kind = trust::Kind::issue;
  int amount = 0;
  UnixTime since;
  UnixTime until;
  std::string comment = {};

  friend bool operator==(const ShownBit&, const ShownBit&) = default;
};

struct ShownPath {
  Party root;
  int amount = 0;
  std::vector<ShownBit> bits = {};  ///< none where the issuer is a root itself

  friend bool operator==(const ShownPath&, const ShownPath&) = default;
};

/// What holds the amount back: what `from` says of `to`, or without `to` what the policy gives a
/// root, or all that passes through one organisation.
struct Obstacle {
  Party from;
  std::optional<Party> to = {};
  int amount = 0;

  friend bool operator==(const Obstacle&, const Obstacle&) = default;
};

struct ShownVoucher {
  Party who;
  int hops = 0;
  int amount = 0;  ///< that its word, or more of it, would bring
  int says = 0;    ///< with which it vouches already

  friend bool operator==(const ShownVoucher&, const ShownVoucher&) = default;
};

/// What somebody whose word would be followed says of the issuer for something else than was asked.
struct ShownKnownFor {
  Party who;
  trust::Scope scope = {};  ///< empty where it was not said for what
  int amount = 0;

  friend bool operator==(const ShownKnownFor&, const ShownKnownFor&) = default;
};

/// Somebody of whom not all may be known here. Of a root, and of nobody else, it may be `unknown`
/// whether it still speaks: nothing of it ever came.
struct ShownDoubt {
  Party who;
  credential::Liveness why;  ///< not `live`
  std::optional<UnixTime> last_heard = {};

  friend bool operator==(const ShownDoubt&, const ShownDoubt&) = default;
};

struct Explanation {
  Party issuer;
  trust::Level level = trust::Level::none;
  int amount = 0;
  int bound = 0;
  int needed = trust::full_amount;  ///< for `full`
  bool has_roots = false;
  bool is_cut_short = false;  ///< more is said than was looked at
  std::optional<UnixTime> holds_until = {};
  std::optional<UnixTime> next_change = {};  ///< of the level, an amount or a path, by itself
  Dependencies depends_on = {};              ///< a bit of or about one of them may change them
  std::vector<ShownPath> paths = {};
  std::vector<Obstacle> cut = {};
  std::vector<ShownVoucher> vouchers = {};    ///< where the level is not full
  std::vector<ShownKnownFor> known_for = {};  ///< there too
  std::optional<Party> vetoed_by = {};
  /// Those on ways to the issuer, and where the level is not full, before them the roots.
  std::vector<ShownDoubt> doubts = {};

  /// For people: one or two sentences.
  std::string sentence() const;
  /// Those who know the issuer, and by way of whom, as they stand in a sentence.
  std::string recognised_by() const;
  std::string objector() const;
  /// That the amount may be too low, as it stands behind the amount; empty where it is not.
  std::string may_be_more() const;
  /// Why it could not be told whether enough is said, as it stands in a sentence.
  std::string why_undecided() const;
  /// Three of those who could vouch and say nothing yet, or `somebody whom you trust`.
  std::string could_say() const;
  /// The first of what is said of the issuer for something else, as it stands in a sentence; empty
  /// where nothing is.
  std::string known_for_else() const;

  friend bool operator==(const Explanation&, const Explanation&) = default;
};

/// What the word of one organisation about others is worth.
struct Heeded {
  Party who;
  std::optional<Party> vetoed_by = {};
  int amount = 0;  ///< that it would bring an issuer of whom nothing else is said; 0: not heard
  int needed = trust::full_amount;

  bool is_enough() const { return !vetoed_by && amount >= needed; }
  /// For people.
  std::string sentence() const;
};

/// `vetoed`, `full`, `partial`, `undecided`, `none`.
std::string_view print_level(trust::Level level);

}  // namespace waarmerk::node::actions
