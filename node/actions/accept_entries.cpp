#include "node/actions/accept_entries.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "node/actions/commit.hpp"
#include "node/actions/keep_list.hpp"
#include "node/actions/keep_statement.hpp"
#include "node/actions/known_did.hpp"
#include "node/actions/token_bits.hpp"
#include "node/credential/status_credential.hpp"
#include "node/credential/status_entry.hpp"
#include "node/feed/payload.hpp"
#include "node/records/lists.hpp"

namespace waarmerk::node::actions {
namespace {

Result<credential::StatusCredential> read_list(const feed::StatusList& status) {
  TRY(list, read_list_text(text_of(status.list)));
  const bool is_token = list.kind == credential::StatusKind::token;
  const auto form =
      is_token ? feed::format_of(status.list) : feed::ListFormat::bitstring_credential;
  if (form != status.format) {
    return fail(foreign_list, "The status list is of another form than it is said to be.");
  }
  if (list.issuer.empty()) return fail(foreign_list, "The status list does not say whose it is.");
  return list;
}

/// A place keeps the kind of list that it had: what one kind revoked the other could not tell.
Result<void> expect_same_kind(const storage::View& store, const credential::StatusCredential& list,
                              const records::ListName& name) {
  TRY(before, records::find_list(store, name));
  if (!before) return {};
  TRY(read, read_list_text(before->credential));
  const auto is_token = [](const credential::StatusCredential& one) {
    return one.kind == credential::StatusKind::token;
  };
  if (is_token(read) == is_token(list)) return {};
  return fail(foreign_list, "The status list at this place was of another kind.");
}

Result<void> judge_status(const records::Records& records, const feed::Header& header,
                          ByteView payload, const did::Did& owner) {
  TRY(status, feed::decode_status(payload));
  TRY(list, read_list(status));
  TRY(list_signed, read_signed_list(records.store, {.text = text_of(status.list),
                                                    .url = status.url,
                                                    .issuer = owner.text(),
                                                    .at = header.ts}));
  return expect_same_kind(records.store, list_signed.list, {status.url, owner.text()});
}

/// Gathers the rows that follow from the entries of one Store. A payload that cannot be read has no
/// effect, and does not hold up the entries beside it.
class Effects {
 public:
  Effects(const Ports& ports, storage::Batch& rows)
      : ports_(ports),
        rows_(rows),
        lists_(ports.records.store, rows),
        dids_(ports.records.store, rows) {}

  Result<void> apply(const gossip::StoredEntry& entry) {
    const auto payload =
        entry.payload ? entry.payload : ports_.records.feeds.payload(entry.header.payload_hash);
    if (entry.state != feed::EntryState::ok || !payload) return {};
    if (entry.header.type == feed::EntryType::did_log) return apply_did(entry, *payload);
    if (entry.header.type == feed::EntryType::status) return apply_list(entry, *payload);
    keep_statement(rows_, entry.header, *payload);
    return {};
  }

  /// Of a branch that is not ours to follow, a revocation counts all the same.
  Result<void> apply_branch(ByteView payload) {
    const auto status = feed::decode_status(payload);
    if (!status) return {};
    if (!read_list(*status)) return {};
    const auto list = read_signed_list(
        ports_.records.store,
        {.text = text_of(status->list), .url = status->url, .at = ports_.clock.now()});
    if (!list) return {};
    return lists_.keep_revocations({status->url, list->list.issuer}, list->list);
  }

 private:
  /// A line that does not follow the history that is held, such as after a gap, has no effect.
  Result<void> apply_did(const gossip::StoredEntry& entry, ByteView payload) {
    const Origin from{.source = "gossip", .at = entry.header.ts, .seen = ports_.clock.now()};
    if (const auto line = feed::decode_did_log_line(payload)) {
      TRY(added, dids_.add_line(line->did, {line->line, line->witnesses}, from));
      static_cast<void>(added);
      return {};
    }
    const auto snapshot = feed::decode_did_snapshot(payload);
    if (!snapshot || snapshot->document.id().method() == "webvh") return {};
    const auto& did = snapshot->document.id();
    TRY(kept, dids_.keep(did, {.documents = snapshot->document}, from));
    documents_.insert_or_assign(did.text(), std::move(kept));
    return {};
  }

  Result<void> apply_list(const gossip::StoredEntry& entry, ByteView payload) {
    const auto status = feed::decode_status(payload);
    if (!status) return {};
    if (entry.header.feed == ports_.self.feed) {
      const auto list = read_list(*status);
      if (list) adopt_own(*status, *list, entry.header.ts);
      return {};
    }
    const auto signed_list = read_judged(entry, *status);
    if (!signed_list) return {};
    const auto& list = signed_list->list;
    auto kept = lists_.keep({.url = status->url,
                             .issuer = list.issuer,
                             .credential = std::string(text_of(status->list)),
                             .source = "gossip",
                             .received = ports_.clock.now(),
                             .valid_from = list.valid_from,
                             .valid_until = list.valid_until,
                             .ttl_ms = list.ttl_ms,
                             .place = records::ListPlace{entry.header.epoch, entry.header.seq}},
                            *signed_list);
    if (!kept && kept.error().code == foreign_list) return {};  // two kinds in one Store
    return kept;
  }

  /// It was judged when it came; what is asked here is who signed it. Every document among the rows
  /// is of the one whose feed it is.
  Result<SignedList> read_judged(const gossip::StoredEntry& entry,
                                 const feed::StatusList& status) const {
    TRY(list, read_list(status));
    auto found =
        read_signed_list(ports_.records.store,
                         {.text = text_of(status.list),
                          .url = status.url,
                          .at = entry.header.ts,
                          .document = documents_.empty() ? nullptr : &documents_.begin()->second});
    if (found) return found;
    return SignedList{std::move(list)};
  }

  /// We were restored from a backup that did not know of this list of ours.
  void adopt_own(const feed::StatusList& status, const credential::StatusCredential& list,
                 UnixTime at) {
    records::FeedList own{.url = status.url,
                          .version = status.version,
                          .at = at,
                          .published = {.valid_until = list.valid_until.value_or(at),
                                        .credential = std::string(text_of(status.list))}};
    const auto token_bits = list.token ? bits_of_token(*list.token) : std::nullopt;
    if (token_bits) {
      own.purpose = records::token_purpose;
      own.bits = *token_bits;
    } else if (list.kind == credential::StatusKind::bitstring && !list.purposes.empty()) {
      own.purpose = list.purposes.front();
      own.is_final = list.has_purpose(credential::revocation);
      own.bits = list.list.bytes();
    } else {
      return;  // not of a form that is ours to write
    }
    ports_.records.statuses.adopt(rows_, own);
  }

  const Ports& ports_;
  storage::Batch& rows_;
  ListKeeper lists_;
  DidKeeper dids_;
  std::map<std::string, did::DocumentHistory> documents_;  // that are among the rows
};

/// A proof that somebody told two stories needs none.
Result<void> take_room(const Ports& ports, const gossip::Store& admitted, std::int64_t growth,
                       FeedRoom* room) {
  if (room == nullptr || (admitted.entries.empty() && admitted.branch_payloads.empty())) return {};
  auto bytes = static_cast<std::uint64_t>(std::max<std::int64_t>(growth, 0));
  for (const auto& entry : admitted.entries) bytes += records::row_bytes(entry.header);
  if (!room->has_room(admitted.feed, bytes, ports.clock.now())) {
    return fail(no_room, "There is no room for more of this feed.");
  }
  room->took(admitted.feed, bytes);
  return {};
}

}  // namespace

gossip::PayloadJudge make_judge(const records::Records& records) {
  return [&records](const feed::Header& header, ByteView payload, const feed::FeedKeys& keys) {
    if (header.type == feed::EntryType::trust)
      return judge_trust(records.store, header, payload, keys.did);
    if (header.type != feed::EntryType::status) return Result<void>();
    return judge_status(records, header, payload, keys.did);
  };
}

bool has_document(const gossip::Store& admitted) {
  return std::ranges::any_of(admitted.entries, [](const auto& entry) {
    return entry.header.type == feed::EntryType::did_log && entry.state == feed::EntryState::ok;
  });
}

Result<storage::Batch> rows_of(Ports& ports, const gossip::Store& admitted, FeedRoom* room) {
  storage::Batch rows;
  Effects effects(ports, rows);
  for (const auto& entry : admitted.entries) TRY_OK(effects.apply(entry));
  for (const auto& payload : admitted.branch_payloads) TRY_OK(effects.apply_branch(payload));
  TRY(growth, growth_of(ports.records.store, rows));
  for (const auto& payload : admitted.branch_payloads)
    growth += static_cast<std::int64_t>(payload.size());
  TRY_OK(take_room(ports, admitted, growth, room));
  auto& feeds = ports.records.feeds;
  const auto now = ports.clock.now();
  for (const auto& entry : admitted.entries)
    feeds.save(rows, {entry.header, entry.state, entry.payload}, now);
  for (const auto& payload : admitted.branch_payloads)
    feeds.save_payload(rows, admitted.feed, payload);
  for (const auto& proof : admitted.forks) feeds.save_fork(rows, proof);
  if (growth != 0) feeds.charge(rows, admitted.feed, growth);
  return rows;
}

Task<Result<void>> accept_entries(Ports& ports, gossip::Store admitted, FeedRoom* room) {
  const auto expected = ports.records.feeds.expect(admitted.feed);
  CO_TRY(rows, rows_of(ports, admitted, room));
  co_return co_await commit(ports.records.journal, std::move(rows));
}

}  // namespace waarmerk::node::actions
