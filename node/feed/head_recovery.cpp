#include "node/feed/head_recovery.hpp"

#include <algorithm>
#include <utility>

#include "node/feed/limits.hpp"

namespace waarmerk::node::feed {

namespace {

/// Epoch and seq, in the order in which a feed grows.
std::pair<std::uint32_t, std::uint64_t> place_of(const Header& header) {
  return {header.epoch, header.seq};
}

}  // namespace

HeadRecovery::HeadRecovery(FeedId feed, const FeedReader& reader, SignatureCheck is_ours,
                           std::size_t peers, UnixTime started, std::uint32_t newest_epoch)
    : feed_(feed),
      reader_(reader),
      is_ours_(std::move(is_ours)),
      answers_(peers, Answer::none),
      started_(started),
      newest_epoch_(newest_epoch) {}

std::optional<std::size_t> HeadRecovery::next() {
  const auto unasked = std::ranges::find(answers_, Answer::none);
  if (unasked == answers_.end()) return std::nullopt;
  *unasked = Answer::asked;
  return static_cast<std::size_t>(unasked - answers_.begin());
}

void HeadRecovery::supply(std::size_t peer, const std::optional<Header>& head) {
  if (peer >= answers_.size()) return;
  if (!head) {
    answers_[peer] = Answer::given;
    return;
  }
  answers_[peer] = show(*head) ? Answer::given : Answer::silent;
}

bool HeadRecovery::show(const Header& head) {
  if (head.feed != feed_ || !is_ours_(head)) return false;
  const ChainState state(feed_, reader_);
  const auto held = head.epoch == state.head().epoch ? state.find(head.seq) : std::nullopt;
  for (const auto& other : {held, newest_})
    if (other)
      if (auto proof = make_fork_proof(*other, head)) fork_ = *proof;
  if (!newest_ || place_of(*newest_) < place_of(head)) newest_ = head;
  return true;
}

void HeadRecovery::supply_silence(std::size_t peer) {
  if (peer < answers_.size()) answers_[peer] = Answer::silent;
}

bool HeadRecovery::is_ahead() const {
  const auto head = ChainState(feed_, reader_).head();
  return newest_ && place_of(*newest_) > std::pair(head.epoch, head.seq);
}

std::size_t HeadRecovery::given() const {
  return static_cast<std::size_t>(std::ranges::count(answers_, Answer::given));
}

std::optional<Standing> HeadRecovery::outcome(UnixTime now) const {
  const auto asked = static_cast<std::size_t>(std::ranges::count(answers_, Answer::asked));
  const auto unasked = static_cast<std::size_t>(std::ranges::count(answers_, Answer::none));
  const bool enough = given() >= std::min(recovery_answers_min, answers_.size());
  const bool over = now - started_ >= recovery_wait_ms;
  const auto head = ChainState(feed_, reader_).head();
  const bool is_forked = fork_ || reader_.fork_in(feed_, head.epoch);
  if (is_forked && !may_be_healed(head.epoch)) return Standing::forked;
  if (!over && (asked > 0 || unasked > 0)) return std::nullopt;
  // What a peer holds of a forked epoch is never fetched.
  if (is_ahead() && (!is_forked || newest_->epoch > head.epoch)) return Standing::behind;
  if (is_forked) return enough ? Standing::forked : Standing::asking;
  return enough ? Standing::safe : Standing::asking;
}

}  // namespace waarmerk::node::feed
