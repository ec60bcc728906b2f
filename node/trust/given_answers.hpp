// GivenAnswers: answers that are given again while nothing that they rest on has changed.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>

#include "crypto/base/result.hpp"
#include "node/trust/answer.hpp"

namespace waarmerk::node::trust {

/// Of one policy. An answer that is kept is the one that the graph gives: a bit of or about a feed
/// that it depends on, and the time at which it changes by itself, have it computed anew. An
/// objection is not kept.
class GivenAnswers {
 public:
  static constexpr std::size_t kept_max = 10'000;

  /// The graph and the hierarchy outlive it, and the hierarchy stays as it is.
  GivenAnswers(const Graph& graph, Policy policy, const Hierarchy& hierarchy);
  GivenAnswers(const Graph& graph, Policy policy, Hierarchy&& hierarchy) = delete;

  /// Stands until the next question. Fails as answer() does.
  Result<const Answer*> ask(const Question& question);
  /// Of the answer that was given last, unless that was an objection: each that is computed has a
  /// number of its own.
  std::uint64_t number() const { return number_; }
  /// How many questions were answered without looking at the graph.
  std::uint64_t given_again() const { return given_again_; }

 private:
  struct About {
    feed::FeedId issuer;
    Scope scope;

    friend auto operator<=>(const About&, const About&) = default;
    friend bool operator==(const About&, const About&) = default;
  };
  struct Given {
    Answer answer;
    UnixTime at;
    std::uint64_t number;
    std::uint64_t changes = 0;  // of the graph, up to which it is known to hold
  };

  bool holds(const About& about, const Given& given, UnixTime at) const;

  const Graph& graph_;
  Policy policy_;
  const Hierarchy& hierarchy_;
  std::map<About, Given> given_;
  Answer objected_;  // the last: found as fast as it would be kept, and what was asked has no limit
  std::uint64_t number_ = 0;
  std::uint64_t computed_ = 0;
  std::uint64_t given_again_ = 0;
};

}  // namespace waarmerk::node::trust
