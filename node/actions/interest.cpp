#include "node/actions/interest.hpp"

#include <algorithm>
#include <utility>

#include "node/actions/commit.hpp"
#include "node/feed/feed_id.hpp"
#include "node/records/endings.hpp"
#include "node/records/interests.hpp"

namespace waarmerk::node::actions {
namespace {

UnixTime day_of(UnixTime time) { return UnixTime{time.ms - time.ms % day_ms}; }

}  // namespace

Result<Interest> Interest::load(Ports& ports, Background& background,
                                const std::vector<std::string>& follow) {
  Interest interest(ports, background);
  interest.is_all_ = follow.empty();
  for (const auto& word : follow) {
    if (word == follow_seen) {
      interest.is_seen_ = true;
      continue;
    }
    TRY(named, did::Did::parse(word));
    interest.named_.insert(std::move(named));
  }
  TRY(kept, records::list_interests(ports.records.store));
  for (auto& one : kept) interest.seen_.emplace(std::move(one.issuer), one.day);
  TRY_OK(interest.read_wards());
  interest.told_ = interest.subscription().feeds;
  return interest;
}

Result<void> Interest::read_wards() {
  TRY(texts, records::list_wards(ports_.records.store));
  std::set<did::Did> wards;
  for (const auto& text : texts) {
    TRY(ward, did::Did::parse(text));
    wards.insert(std::move(ward));
  }
  wards_ = std::move(wards);
  return {};
}

gossip::Subscription Interest::subscription() const {
  if (is_all_) return {.all = true};
  gossip::Subscription wanted{.feeds = {ports_.self.feed}};
  for (const auto& issuer : named_) wanted.feeds.insert(feed::feed_id_of(issuer));
  for (const auto& ward : wards_) wanted.feeds.insert(feed::feed_id_of(ward));
  if (is_seen_) wanted.feeds.merge(feeds());
  return wanted;
}

std::set<feed::FeedId> Interest::feeds() const {
  std::set<feed::FeedId> feeds;
  for (const auto& issuer : named_) feeds.insert(feed::feed_id_of(issuer));
  for (const auto& ward : wards_) feeds.insert(feed::feed_id_of(ward));
  for (const auto& [issuer, day] : seen_) feeds.insert(feed::feed_id_of(issuer));
  return feeds;
}

void Interest::asked_about(const did::Did& issuer) {
  const auto today = day_of(ports_.clock.now());
  const auto known = seen_.find(issuer);
  const bool is_new = known == seen_.end();
  if (!is_new && known->second >= today) return;
  if (is_new && !is_room_today(today)) return;
  storage::Batch rows;
  if (is_new && seen_.size() >= interests_max) let_go_of_oldest(rows);
  seen_.insert_or_assign(issuer, today);
  records::save_interest(rows, {issuer, today});
  keep(std::move(rows));
  if (is_new) tell();
}

bool Interest::is_room_today(UnixTime day) {
  if (counted_day_ != day) new_today_ = 0;
  counted_day_ = day;
  if (new_today_ >= new_interests_a_day) return false;
  ++new_today_;
  return true;
}

void Interest::let_go_of_oldest(storage::Batch& rows) {
  const auto oldest =
      std::ranges::min_element(seen_, {}, [](const auto& one) { return one.second; });
  records::forget_interest(rows, oldest->first);
  seen_.erase(oldest);
}

void Interest::review() {
  const auto now = ports_.clock.now();
  storage::Batch rows;
  const auto gone = std::erase_if(seen_, [&](const auto& one) {
    const bool is_old = now - one.second > interest_ms + day_ms;
    if (is_old) records::forget_interest(rows, one.first);
    return is_old;
  });
  if (gone > 0) keep(std::move(rows));
  (void)read_wards();  // what cannot be read now was read before
  tell();
}

void Interest::keep(storage::Batch rows) {
  // A row that the disk refuses is written anew the next day; the journal takes no other by then.
  const auto write = [](storage::Journal& journal, storage::Batch batch) -> Task<void> {
    (void)co_await commit(journal, std::move(batch));
  };
  background_.spawn(write(ports_.records.journal, std::move(rows)));
}

void Interest::tell() {
  auto now = subscription();
  if (now.feeds == told_) return;
  told_ = now.feeds;
  if (changed_) changed_(std::move(now));
}

Task<Answer<DidEvidence>> InterestedEvidence::find_did(did::Did did) {
  return evidence_.find_did(std::move(did));
}

Task<Answer<ListEvidence>> InterestedEvidence::find_status_list(credential::NeedStatusList need) {
  const auto issuer = did::Did::parse(need.issuer);
  auto found = co_await evidence_.find_status_list(std::move(need));
  if (found && issuer) interest_.asked_about(*issuer);
  co_return found;
}

Task<Answer<DocumentEvidence>> InterestedEvidence::find_document(credential::NeedDocument need) {
  return evidence_.find_document(std::move(need));
}

}  // namespace waarmerk::node::actions
