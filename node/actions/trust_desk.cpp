#include "node/actions/trust_desk.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <variant>

#include "node/actions/issuer_facts.hpp"
#include "node/actions/parties.hpp"
#include "node/trust/counted.hpp"

namespace waarmerk::node::actions {
namespace {

using trust::Level;

constexpr std::size_t doubts_max = 16;
constexpr std::size_t believed_max = 1'000;
constexpr std::size_t doubted_max = 256;  // of whom it is looked up

/// Shows an answer: numbers become organisations.
class Showing {
 public:
  Showing(const records::Records& records, const trust::Graph& graph, const TrustPolicy& policy)
      : records_(records), graph_(graph), parties_(records, policy) {}

  Result<Party> party(const feed::FeedId& feed) {
    told_of_.insert(feed);
    return parties_.find(feed);
  }
  const std::set<feed::FeedId>& told_of() const { return told_of_; }

  Result<ShownPath> path(const trust::Reason& reason) {
    TRY(root, party(reason.root));
    ShownPath shown{.root = std::move(root), .amount = reason.amount};
    for (const auto number : reason.bits) {
      TRY(one, bit(graph_.edge(number)));
      shown.bits.push_back(std::move(one));
    }
    return shown;
  }

  Result<Obstacle> obstacle(const trust::Narrow& narrow, const trust::Answer& answer,
                            const trust::Policy& policy) {
    const auto& region = answer.region;
    if (const auto* of_bit = std::get_if<trust::NarrowBit>(&narrow)) {
      const auto& edge = graph_.edge(of_bit->bit);
      TRY(from, party(graph_.feed_of(edge.truster)));
      TRY(to, party(graph_.feed_of(edge.trustee)));
      return Obstacle{std::move(from), std::move(to), edge.amount};
    }
    if (const auto* of_root = std::get_if<trust::NarrowRoot>(&narrow)) {
      const auto& feed = graph_.feed_of(region.stops[of_root->root]);
      const auto root = std::ranges::find(policy.roots, feed, &trust::Root::feed);
      TRY(from, party(feed));
      return Obstacle{std::move(from), {}, root == policy.roots.end() ? 0 : root->amount};
    }
    const auto group = std::get<trust::NarrowGroup>(narrow).group;
    const auto at = std::ranges::find(region.groups, group) - region.groups.begin();
    TRY(from, party(graph_.feed_of(region.stops[static_cast<std::size_t>(at)])));
    return Obstacle{std::move(from), {}, region.group_rooms[group]};
  }

  /// Who could vouch, and what is said for something else than is asked.
  Result<void> vouchers(const trust::Vouchers& vouchers, Explanation& shown) {
    for (const auto& voucher : vouchers.found) {
      TRY(who, party(voucher.feed));
      shown.vouchers.push_back({std::move(who), voucher.hops, voucher.amount, voucher.says});
    }
    for (const auto& known : vouchers.known_for) {
      const auto& edge = graph_.edge(known.bit);
      TRY(who, party(graph_.feed_of(edge.truster)));
      shown.known_for.push_back({std::move(who), graph_.scope(edge.scope), edge.amount});
    }
    return {};
  }

 private:
  Result<ShownBit> bit(const trust::Edge& edge) {
    const auto& truster = graph_.feed_of(edge.truster);
    TRY(from, party(truster));
    TRY(to, party(graph_.feed_of(edge.trustee)));
    TRY(said, records::find_trust_bit(records_.store, {truster, edge.place}));
    return ShownBit{.from = std::move(from),
                    .to = std::move(to),
                    .hash = edge.hash,
                    .kind = edge.kind,
                    .amount = edge.amount,
                    .since = edge.from,
                    .until = edge.until,
                    .comment = said ? said->comment : std::string()};
  }

  const records::Records& records_;
  const trust::Graph& graph_;
  Parties parties_;
  std::set<feed::FeedId> told_of_;
};

/// Of each, until when. A word that is less than whole, or narrower, would be taken for more.
std::map<feed::FeedId, UnixTime> believed_in_whole(const trust::Graph& graph,
                                                   const TrustPolicy& policy,
                                                   const feed::FeedId& us, UnixTime now) {
  std::map<feed::FeedId, UnixTime> all;
  if (const auto node = graph.find(us)) {
    for (const auto bit : graph.said_by(*node)) {
      const auto& edge = graph.edge(bit);
      const bool is_whole = edge.amount == trust::full_amount && graph.scope(edge.scope).any;
      if (!is_whole || !trust::is_alive(edge, now)) continue;
      auto& until = all[graph.feed_of(edge.trustee)];
      until = std::max(until, edge.until);
    }
  }
  for (const auto& root : policy.policy.roots) {
    const bool is_whole = root.amount == trust::full_amount && root.scope.any;
    if (is_whole && policy.public_roots.contains(root.feed)) all[root.feed] = trust::time_max;
  }
  for (const auto& veto : policy.policy.vetoes) all.erase(veto.against);
  all.erase(us);
  return all;
}

void ask_by(const TrustPolicy& policy, TrustQuestion& question) {
  if (!policy.jurisdictions.empty())
    question.scope.values.try_emplace(trust::Dimension::jurisdiction, policy.jurisdictions);
}

}  // namespace

TrustDesk::TrustDesk(const records::Records& records, WitnessPolicy witnesses, TrustPolicy policy,
                     trust::Hierarchy hierarchy)
    : records_(records),
      witnesses_(std::move(witnesses)),
      policy_(std::move(policy)),
      hierarchy_(std::move(hierarchy)),
      web_(records, witnesses_) {}

void TrustDesk::take(TrustPolicy policy, trust::Hierarchy hierarchy) {
  answers_.reset();  // they look into the hierarchy
  policy_ = std::move(policy);
  hierarchy_ = std::move(hierarchy);
}

Result<Explanation> TrustDesk::explain(TrustQuestion question, UnixTime now) {
  TRY_OK(web_.follow(now));
  if (!answers_ || generation_ != web_.generation()) {
    answers_.emplace(web_.graph(), policy_.policy, hierarchy_);
    given_.clear();
    generation_ = web_.generation();
  }
  ask_by(policy_, question);
  TRY(answer, answers_->ask({feed::feed_id_of(question.issuer), question.scope, question.at}));
  if (answer->level == Level::vetoed) {  // what was asked has no limit: not kept
    TRY(fresh, show(question, policy_, *answer, now));
    return std::move(fresh.explanation);
  }
  const Asked asked{answers_->number(), now};
  if (const auto* given = given_.find(question, asked, web_)) return *given;
  TRY(fresh, show(question, policy_, *answer, now));
  return given_.keep(question, asked, std::move(fresh), web_);
}

Result<Explanation> TrustDesk::explain(TrustQuestion question, const TrustPolicy& policy,
                                       UnixTime now) {
  TRY_OK(web_.follow(now));
  ask_by(policy, question);
  TRY(answer,
      trust::answer(web_.graph(), policy.policy,
                    {feed::feed_id_of(question.issuer), question.scope, question.at}, hierarchy_));
  TRY(fresh, show(question, policy, answer, now));
  return std::move(fresh.explanation);
}

Result<Heeded> TrustDesk::heed(TrustQuestion question, UnixTime now) {
  ask_by(policy_, question);
  TRY(shown, explain(question, now));
  TRY(worth, trust::find_voucher(web_.graph(), policy_.policy,
                                 {feed::feed_id_of(question.issuer), question.scope, question.at},
                                 hierarchy_));
  return Heeded{.who = std::move(shown.issuer),
                .vetoed_by = std::move(shown.vetoed_by),
                .amount = worth ? worth->amount : 0,
                .needed = policy_.policy.full};
}

Result<std::vector<Believed>> TrustDesk::believed_by(const feed::FeedId& us, UnixTime now,
                                                     const std::optional<feed::FeedId>& only) {
  TRY_OK(web_.follow(now));
  // What the policy calls others is for who may read it.
  TrustPolicy shown;
  for (const auto& [feed, party] : policy_.parties)
    if (policy_.public_roots.contains(feed)) shown.parties.emplace(feed, party);
  Parties parties(records_, shown);
  std::vector<Believed> found;
  for (const auto& [feed, until] : believed_in_whole(web_.graph(), policy_, us, now)) {
    if (only && feed != *only) continue;
    if (found.size() == believed_max) break;
    TRY(who, parties.find(feed));
    found.push_back({std::move(who), until});
  }
  return found;
}

Result<TrustGraph> TrustDesk::graph(const GraphQuestion& question, UnixTime now) {
  TRY_OK(web_.follow(now));
  return show_trust_graph(records_, web_.graph(), policy_, question);
}

Result<Explained> TrustDesk::show(const TrustQuestion& question, const TrustPolicy& policy,
                                  const trust::Answer& answer, UnixTime now) const {
  Showing showing(records_, web_.graph(), policy);
  const auto issuer = feed::feed_id_of(question.issuer);
  TRY(known, showing.party(issuer));
  Explanation shown{.issuer = {question.issuer.text(), std::move(known.name)},
                    .level = answer.level,
                    .amount = answer.amount,
                    .bound = answer.bound,
                    .needed = policy.policy.full,
                    .has_roots = !policy.policy.roots.empty(),
                    .is_cut_short = answer.region.is_cut_short,
                    .depends_on = dependencies_of(records_, answer)};
  Grounds grounds;
  if (!answer.reasons.empty() && answer.holds_until < trust::time_max)
    shown.holds_until = answer.holds_until;
  if (answer.next_change < trust::time_max) shown.next_change = answer.next_change;
  for (const auto& reason : answer.reasons) {
    TRY(path, showing.path(reason));
    shown.paths.push_back(std::move(path));
  }
  for (const auto& narrow : answer.cut) {
    TRY(obstacle, showing.obstacle(narrow, answer, policy.policy));
    shown.cut.push_back(std::move(obstacle));
  }
  if (answer.veto) {
    TRY(by, showing.party(answer.veto->by));
    shown.vetoed_by = std::move(by);
  }
  if (answer.level != Level::full && answer.level != Level::vetoed) {
    TRY(vouchers,
        trust::who_could_vouch(web_.graph(), policy.policy, {issuer, question.scope, question.at},
                               answer, hierarchy_));
    TRY_OK(showing.vouchers(vouchers, shown));
    grounds.vouchers = std::move(vouchers);
  }
  for (const auto& feed : whose_word_matters(question, policy.policy, answer)) {
    if (shown.doubts.size() == doubts_max) break;
    TRY(who, showing.party(feed));
    TRY(standing, standing_of(records_, witnesses_, {.issuer = who.did, .now = now}));
    if (standing.next_liveness)
      grounds.liveness_end = std::min(grounds.liveness_end, *standing.next_liveness);
    const auto liveness = standing.facts.liveness;
    if (liveness != credential::Liveness::live)
      shown.doubts.push_back({std::move(who), liveness, standing.last_heard});
  }
  grounds.told_of = showing.told_of();
  return Explained{std::move(shown), std::move(grounds)};
}

/// Strangers whose words lead nowhere are none of them: they would fill the list.
std::vector<feed::FeedId> TrustDesk::whose_word_matters(const TrustQuestion& question,
                                                        const trust::Policy& policy,
                                                        const trust::Answer& answer) const {
  std::vector<feed::FeedId> feeds;
  if (answer.level != Level::full && answer.level != Level::vetoed) {
    for (const auto& root : policy.roots) {
      if (trust::covers(root.scope, question.scope, hierarchy_)) feeds.push_back(root.feed);
    }
  }
  for (const auto stop : answer.region.stops) {
    const auto& feed = web_.graph().feed_of(stop);
    if (std::ranges::find(feeds, feed) == feeds.end()) feeds.push_back(feed);
    if (feeds.size() == doubted_max) break;
  }
  std::erase(feeds, feed::feed_id_of(question.issuer));
  return feeds;
}

}  // namespace waarmerk::node::actions
