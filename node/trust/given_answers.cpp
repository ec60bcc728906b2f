#include "node/trust/given_answers.hpp"

#include <algorithm>
#include <utility>

namespace waarmerk::node::trust {

GivenAnswers::GivenAnswers(const Graph& graph, Policy policy, const Hierarchy& hierarchy)
    : graph_(graph), policy_(std::move(policy)), hierarchy_(hierarchy) {}

Result<const Answer*> GivenAnswers::ask(const Question& question) {
  const About about{question.issuer, question.scope};
  if (const auto found = given_.find(about);
      found != given_.end() && holds(found->first, found->second, question.at)) {
    found->second.changes = graph_.changes();
    ++given_again_;
    number_ = found->second.number;
    return &found->second.answer;
  }
  TRY(fresh, answer(graph_, policy_, question, hierarchy_));
  if (fresh.level == Level::vetoed) {
    objected_ = std::move(fresh);
    return &objected_;
  }
  if (given_.size() >= kept_max) given_.clear();
  number_ = ++computed_;
  const auto kept = given_.insert_or_assign(
      about, Given{std::move(fresh), question.at, number_, graph_.changes()});
  return &kept.first->second.answer;
}

bool GivenAnswers::holds(const About& about, const Given& given, UnixTime at) const {
  if (at < given.at || at >= given.answer.next_change) return false;
  if (given.changes == graph_.changes()) return true;
  if (given.answer.region.is_crowded || graph_.changed(about.issuer) > given.changes) return false;
  return std::ranges::all_of(given.answer.region.looked_at,
                             [&](NodeIndex node) { return graph_.changed(node) <= given.changes; });
}

}  // namespace waarmerk::node::trust
