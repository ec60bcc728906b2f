#include "node/actions/parties.hpp"

#include <utility>

#include "node/actions/feed_profile.hpp"
#include "node/records/trust_bits.hpp"

namespace waarmerk::node::actions {

Result<Party> Parties::find(const feed::FeedId& feed) {
  const auto known = known_.find(feed);
  const bool is_known = known != known_.end() && !known->second.name.empty();
  if (is_known || looked_up_.contains(feed)) return known->second;
  TRY(found, look_up(feed));
  if (known != known_.end() && found.did.empty()) found.did = known->second.did;
  if (found.did.empty()) found.did = feed::print_feed_id(feed);
  known_.insert_or_assign(feed, found);
  looked_up_.insert(feed);
  return found;
}

Result<Party> Parties::look_up(const feed::FeedId& feed) const {
  TRY(found, said_of(feed));
  if (found.name.empty()) found.name = find_profile_name(records_.feeds, feed);
  return found;
}

Result<Party> Parties::said_of(const feed::FeedId& feed) const {
  TRY(own, records::find_newest_by(records_.store, feed));
  if (own) {
    TRY(said, records::find_trust_bit(records_.store, *own));
    if (said) return Party{said->truster.text(), said->truster_name};
  }
  TRY(about, records::find_one_about(records_.store, feed));
  if (!about) return Party{};
  TRY(said, records::find_trust_bit(records_.store, *about));
  return said ? Party{.did = said->trustee.text()} : Party{};
}

}  // namespace waarmerk::node::actions
