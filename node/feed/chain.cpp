#include "node/feed/chain.hpp"

#include <algorithm>
#include <utility>

#include "node/feed/payload.hpp"

namespace waarmerk::node::feed {

namespace {

// Whoever changes the DID itself may begin an epoch: it outranks the key that may have been stolen,
// and whatever was said with that one.
bool begins_next(const ChainState& state, const Header& header) {
  const auto head = state.head();
  return head.seq > 0 && header.type == EntryType::epoch && header.seq == 1 && header.epoch > 0 &&
         header.epoch - 1 == head.epoch;
}

// What can be told from the header and the clock.
Result<void> check_alone(const ChainState& state, const Header& header, UnixTime now) {
  if (header.feed != state.feed()) return fail(wrong_feed, "the entry is of another feed");
  if (header.epoch != state.head().epoch && !begins_next(state, header))
    return fail(wrong_epoch, "the feed is not in that epoch");
  if (header.has(flag_critical) && !has_effect(header.type))
    return fail(unknown_critical, "the entry must be understood, and is not");
  if (header.payload_size > payload_bytes_max_of(header.type))
    return fail(payload_too_large, "the payload is larger than its type may be");
  if (header.ts > now + clock_skew_ms) return fail(time_in_future, "the entry is from the future");
  return {};
}

Result<void> check_by(const FeedKeys& authorised, const Header& header) {
  TRY(key, authorised.find(header));
  return verify_header(header, key);
}

Result<Sha256> skip_of(const ChainState& state, std::uint64_t seq) {
  if (!has_skip(seq)) return Sha256{};
  const auto target = state.find(lipmaa(seq));
  if (!target) return fail(not_held, "the entry that the skip link names is not held");
  return entry_hash(*target);
}

Result<void> check_follows(const ChainState& state, const Header& header) {
  const auto head = state.head();
  if (state.head_header() && state.head_header()->has(flag_end_of_feed))
    return fail(ended, "the feed has ended");
  if (header.prev != head.hash) return fail(wrong_previous, "the entry follows another one");
  TRY(skip, skip_of(state, header.seq));
  if (header.skip != skip) return fail(wrong_skip, "the skip link names another entry");
  if (header.ts < head.ts) return fail(time_goes_back, "the entry is older than the one before");
  return {};
}

// Where size and digest contradict each other no payload can be right: the issuer's fault, not that
// of whoever brought it.
Admission judge_payload(const Header& header, std::optional<ByteView> payload) {
  const bool given = payload.has_value();
  if (!given && header.payload_size == 0) payload = ByteView{};
  if (!payload) return Accepted{EntryState::bare};
  const bool same_hash = sha256(*payload) == header.payload_hash;
  if (given && !same_hash) return Refused{{wrong_payload, "not the payload that is named"}};
  const bool fine = check_payload_bytes(header, *payload) && check_payload(header, *payload);
  return Accepted{fine ? EntryState::ok : EntryState::voided};
}

// It follows the branch that its owner chose, which need not be the one that we hold.
Admission admit_epoch(const Header& header, std::optional<ByteView> payload,
                      const SignatureCheck& check_signature) {
  if (auto fine = check_signature(header); !fine) return Refused{fine.error()};
  if (header.skip != Sha256{})
    return Refused{{wrong_skip, "the first entry of an epoch has no skip link"}};
  return judge_payload(header, payload);
}

}  // namespace

Head head_of(const Header& header) {
  return {.epoch = header.epoch, .seq = header.seq, .hash = entry_hash(header), .ts = header.ts};
}

ChainState::ChainState(FeedId feed, const FeedReader& reader)
    : feed_(feed),
      reader_(reader),
      head_(reader.head(feed)),
      fork_(reader.fork_in(feed, head_ ? head_->epoch : 0)) {}

Head ChainState::head() const { return head_ ? head_of(*head_) : Head{}; }

std::optional<Header> ChainState::find(std::uint64_t seq) const {
  if (const auto fresh = fresh_.find(seq); fresh != fresh_.end()) return fresh->second;
  if (!head_ || seq > head_->seq) return std::nullopt;
  if (seq == head_->seq) return head_;
  const auto held = reader_.headers(feed_, head_->epoch, {.from = seq, .to = seq}, 1);
  return held.empty() ? std::nullopt : std::optional(held.front());
}

void ChainState::apply(const Header& header) {
  if (head_ && header.epoch != head_->epoch) {
    fresh_.clear();
    fork_ = reader_.fork_in(feed_, header.epoch);
  }
  fresh_.insert_or_assign(header.seq, header);
  head_ = header;
}

SignatureCheck signature_check_of(FeedKeys authorised) {
  return [keys = std::move(authorised)](const Header& header) { return check_by(keys, header); };
}

Admission admit(const ChainState& state, const Header& header, std::optional<ByteView> payload,
                const FeedKeys& authorised, UnixTime now) {
  const auto check = [&](const Header& signed_header) {
    return check_by(authorised, signed_header);
  };
  return admit(state, header, payload, SignatureCheck(check), now);
}

Admission admit(const ChainState& state, const Header& header, std::optional<ByteView> payload,
                const SignatureCheck& check_signature, UnixTime now) {
  if (auto fine = check_alone(state, header, now); !fine) return Refused{fine.error()};
  if (begins_next(state, header)) return admit_epoch(header, payload, check_signature);
  const auto held = state.find(header.seq);
  if (held && entry_hash(*held) == entry_hash(header)) return Duplicate{};
  if (auto fine = check_signature(header); !fine) return Refused{fine.error()};
  if (state.fork() && header.seq >= state.fork()->seq())
    return Refused{{forked, "the feed is forked here or before, and grows no more"}};
  if (held) {
    auto proof = make_fork_proof(*held, header);
    if (!proof) return Refused{proof.error()};
    return Conflict{*proof};
  }
  const auto seq_head = state.head().seq;
  if (header.seq <= seq_head) return Refused{{not_held, "the entry of that seq is not held"}};
  if (header.seq > seq_head + 1) return Gap{};
  if (auto fine = check_follows(state, header); !fine) return Refused{fine.error()};
  return judge_payload(header, payload);
}

Result<Entry> append(const ChainState& state, Draft draft, UnixTime now,
                     const keys::Signer& signer) {
  if (state.fork()) return fail(forked, "the feed is forked and grows no more");
  if (state.head_header() && state.head_header()->has(flag_end_of_feed))
    return fail(ended, "the feed has ended");
  if (draft.payload.size() > payload_bytes_max_of(draft.type))
    return fail(payload_too_large, "the payload is larger than its type may be");
  const auto head = state.head();
  TRY(skip, skip_of(state, head.seq + 1));
  Header header{.type = draft.type,
                .flags = draft.flags,
                .feed = state.feed(),
                .epoch = head.epoch,
                .seq = head.seq + 1,
                .ts = std::max(now, head.ts),
                .prev = head.hash,
                .skip = skip,
                .payload_size = static_cast<std::uint32_t>(draft.payload.size()),
                .payload_hash = sha256(draft.payload)};
  TRY_OK(check_payload(header, draft.payload));
  TRY_OK(sign_header(header, signer));
  return Entry{header, std::move(draft.payload)};
}

Result<Entry> begin_epoch(const ChainState& state, const EpochStart& start, UnixTime now,
                          const keys::Signer& signer) {
  TRY(payload, encode_epoch_start(start));
  const auto head = state.head();
  Header header{.type = EntryType::epoch,
                .flags = flag_urgent,
                .feed = state.feed(),
                .epoch = head.epoch + 1,
                .seq = 1,
                .ts = std::max(now, head.ts),
                .prev = start.branch,
                .payload_size = static_cast<std::uint32_t>(payload.size()),
                .payload_hash = sha256(payload)};
  TRY_OK(check_payload(header, payload));
  TRY_OK(sign_header(header, signer));
  return Entry{header, std::move(payload)};
}

Result<void> Parking::put(const Header& header, std::optional<Bytes> payload, UnixTime now) {
  if (parked_.contains(header.seq)) return {};
  if (parked_.size() >= parked_max) return fail(parking_full, "too many entries wait for a gap");
  parked_.emplace(header.seq, Parked{header, std::move(payload), now});
  return {};
}

std::optional<Parking::Parked> Parking::take(std::uint64_t seq) {
  auto node = parked_.extract(seq);
  if (node.empty()) return std::nullopt;
  return std::move(node.mapped());
}

void Parking::drop_stale(UnixTime now, std::uint64_t seq_held) {
  std::erase_if(parked_, [&](const auto& at) {
    return at.first <= seq_held || now - at.second.since > parked_ms;
  });
}

}  // namespace waarmerk::node::feed
