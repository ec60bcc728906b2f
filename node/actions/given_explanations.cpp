#include "node/actions/given_explanations.hpp"

#include <algorithm>

namespace waarmerk::node::actions {
namespace {

bool are_same_vouchers(const trust::Vouchers& vouchers, std::uint64_t found_at,
                       const trust::Graph& graph) {
  return graph.ways_changed() <= found_at && graph.changes() - found_at <= vouchers.bits_to_spare;
}

}  // namespace

const Explanation* GivenExplanations::find(const TrustQuestion& question, const Asked& asked,
                                           const TrustWeb& web) {
  const auto found = given_.find({question.issuer.text(), question.scope});
  if (found == given_.end()) return nullptr;
  auto& given = found->second;
  const auto& grounds = given.explained.grounds;
  if (given.asked.answer != asked.answer) return nullptr;
  if (asked.now < given.asked.now || asked.now >= grounds.liveness_end) return nullptr;
  const bool is_of_then =
      grounds.vouchers && (question.at < given.at || question.at >= grounds.vouchers->next_change);
  if (is_of_then || !is_as_it_was(given, web)) return nullptr;
  given.changes = web.graph().changes();
  given.arrived = web.arrived();
  ++given_again_;
  return &given.explained.explanation;
}

const Explanation& GivenExplanations::keep(const TrustQuestion& question, const Asked& asked,
                                           Explained explained, const TrustWeb& web) {
  if (given_.size() >= kept_max) given_.clear();
  const auto& graph = web.graph();
  const auto changes = graph.changes();
  Given given{.explained = std::move(explained),
              .asked = asked,
              .at = question.at,
              .found_at = changes,
              .changes = changes,
              .arrived = web.arrived()};
  for (const auto& feed : given.explained.grounds.told_of) {
    if (const auto node = graph.find(feed)) {
      given.known.push_back(*node);
    } else {
      given.strangers.push_back(feed);
    }
  }
  const auto kept =
      given_.insert_or_assign(About{question.issuer.text(), question.scope}, std::move(given));
  return kept.first->second.explained.explanation;
}

bool GivenExplanations::are_same_bits(const Given& given, const trust::Graph& graph) {
  const auto& vouchers = given.explained.grounds.vouchers;
  if (vouchers && !are_same_vouchers(*vouchers, given.found_at, graph)) return false;
  return std::ranges::all_of(given.known,
                             [&](auto node) { return graph.changed(node) <= given.changes; }) &&
         std::ranges::none_of(given.strangers,
                              [&](const auto& feed) { return graph.find(feed).has_value(); });
}

bool GivenExplanations::is_as_it_was(const Given& given, const TrustWeb& web) {
  if (given.changes != web.graph().changes() && !are_same_bits(given, web.graph())) return false;
  return given.arrived == web.arrived() ||
         std::ranges::all_of(given.explained.grounds.told_of, [&](const feed::FeedId& feed) {
           return web.moved(feed) <= given.arrived;
         });
}

}  // namespace waarmerk::node::actions
