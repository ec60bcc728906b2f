#include "node/household.hpp"

#include <utility>
#include <vector>

#include "node/net/timer.hpp"
#include "node/ops/text_file.hpp"

namespace waarmerk::node {
namespace {

/// Between two issuers of a bundle.
Task<void> pause() { co_await net::sleep_ms(1); }

/// Without a file nobody is believed.
Result<actions::TrustPolicy> load_trust_policy(const std::string& path) {
  if (path.empty()) return actions::TrustPolicy();
  const auto text = ops::read_text_file(path, actions::policy_bytes_max);
  if (!text) return fail(trust::bad_policy, path + " cannot be read, or is over 256 KiB.");
  auto policy = actions::read_trust_policy(*text);
  if (!policy) return fail(trust::bad_policy, path + ": " + policy.error().detail);
  return policy;
}

Result<trust::Hierarchy> load_hierarchy(const std::vector<std::string>& paths) {
  trust::Hierarchy all;
  if (paths.size() > trust::hierarchies_max) {
    return fail(trust::bad_hierarchy, "There are 16 lists at the most.");
  }
  for (const auto& path : paths) {
    const auto text = ops::read_text_file(path, trust::hierarchy_bytes_max);
    if (!text) return fail(trust::bad_hierarchy, path + " cannot be read, or is over 16 MiB.");
    const auto read = all.read(*text);
    if (!read) return fail(trust::bad_hierarchy, path + ": " + read.error().detail);
  }
  TRY_OK(all.check_loops());
  return all;
}

}  // namespace

Result<std::unique_ptr<Household>> Household::open(Ways ways, const ops::Config& config,
                                                   FindWhom find_whom) {
  TRY(interest, actions::Interest::load(ways.ports, ways.background, config.peers.follow));
  TRY(audit, actions::Audit::load(ways.ports, ways.background, {.is_on = config.audit.enabled}));
  TRY(witnesses,
      actions::make_witness_policy(config.policy.trusted_witnesses,
                                   static_cast<std::size_t>(config.policy.witnesses_needed)));
  TRY(trust, load_trust_policy(config.policy.trust_file));
  TRY(hierarchy, load_hierarchy(config.policy.hierarchies));
  Kept kept{std::move(interest), std::move(audit),     std::move(witnesses),
            std::move(trust),    std::move(hierarchy), config.policy};
  return std::unique_ptr<Household>(new Household(ways, std::move(kept), std::move(find_whom)));
}

Household::Household(const Ways& ways, Kept kept, FindWhom find_whom)
    : ports_(ways.ports),
      log_(ways.log),
      interest_(std::move(kept.interest)),
      audit_(std::move(kept.audit)),
      trust_(ports_.records, std::move(kept.witnesses), std::move(kept.trust),
             std::move(kept.hierarchy)),
      files_(std::move(kept.files)),
      evidence_(ways.evidence, interest_),
      room_(ports_.records.feeds, ports_.self.feed),
      bundles_(ports_, ways.background, pause) {
  room_.keep([this, find_whom = std::move(find_whom)] {
    auto whom = find_whom();
    whom.interests.merge(interest_.feeds());
    return actions::find_kept_feeds(ports_.records.store, whom);
  });
}

void Household::join(actions::Exchange& exchange, actions::MeshLinks& mesh) {
  exchange.look_elsewhere_by([&mesh] { return mesh.good_endpoints(); });
  interest_.on_change([&exchange, &mesh](const gossip::Subscription& wanted) {
    exchange.subscribe(wanted);
    mesh.subscribe(wanted);
  });
}

void Household::review() {
  interest_.review();
  audit_.review();
}

bool Household::reload_trust() {
  auto policy = load_trust_policy(files_.trust_file);
  if (!policy) log_.error("reload_failed", policy.error());
  auto hierarchy = load_hierarchy(files_.hierarchies);
  if (!hierarchy) log_.error("reload_failed", hierarchy.error());
  if (!policy || !hierarchy) return false;
  trust_.take(std::move(*policy), std::move(*hierarchy));
  return true;
}

void Household::make_room(actions::Exchange& exchange, actions::MeshLinks& mesh) {
  auto feeds = room_.find_to_forget(ports_.clock.now());
  for (const auto& feed : feeds) mesh.forget(feed);
  std::erase_if(
      feeds, [this](const auto& feed) { return ports_.records.feeds.size_of(feed).has_value(); });
  if (feeds.empty()) return;
  log_.info("feeds_forgotten", {{"feeds", static_cast<std::int64_t>(feeds.size())}});
  exchange.forgot(std::move(feeds));
}

}  // namespace waarmerk::node
