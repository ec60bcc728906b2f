#include "node/actions/custody.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "did/did_webvh.hpp"
#include "node/actions/commit.hpp"
#include "node/actions/custodian.hpp"
#include "node/actions/keep_list.hpp"
#include "node/actions/sign_list.hpp"
#include "node/credential/status_entry.hpp"
#include "node/feed/payload.hpp"
#include "node/records/endings.hpp"

namespace waarmerk::node::actions {
namespace {

/// A list of another, as it is to be said now.
struct WardList {
  records::KnownList theirs;
  std::optional<records::KnownList> ours;
  std::vector<std::string> purposes;
  credential::StatusList bits;
  bool is_changed = false;  ///< other than what we published
};

/// From when on we may go on with the lists of `ward`; nothing where it did not appoint us.
Result<std::optional<UnixTime>> appointed_from(const Ports& ports, std::string_view ward) {
  TRY(custodian, find_custodian(ports.records, ward));
  if (!custodian || feed::feed_id_of(custodian->did) != ports.self.feed) return std::nullopt;
  return custodian->from;
}

Result<bool> is_in_force(const Ports& ports, std::string_view ward) {
  TRY(from, appointed_from(ports, ward));
  return from && *from <= ports.clock.now();
}

/// The list goes on from what we said last, or else from what its owner did; whatever either
/// revoked stays so.
Result<WardList> read_ward_list(const Ports& ports, records::KnownList theirs) {
  TRY(ours, records::find_list(ports.records.store, {theirs.url, ports.self.did.text()}));
  TRY(last, read_list_text(ours ? ours->credential : theirs.credential));
  if (last.kind == credential::StatusKind::token) {
    return fail(no_ward_list, "A Status List Token is not ours to go on with.");
  }
  WardList list{.theirs = std::move(theirs),
                .ours = std::move(ours),
                .purposes = last.purposes,
                .bits = last.list,
                .is_changed = false};
  if (!last.has_purpose(credential::revocation)) return list;
  const records::ListName name{list.theirs.url, list.theirs.issuer};
  TRY(revoked, find_all_revoked(ports.records.store, name));
  TRY(all, joined(last.list, std::move(revoked)));
  if (all) list.bits = std::move(*all);
  list.is_changed = list.bits != last.list;
  return list;
}

/// Only who holds the publisher's turn calls this.
Task<Result<void>> publish_ward_list(Ports& ports, WardList list) {
  CO_TRY(ours, sign_list(ports, {list.theirs.url, list.purposes, list.bits}));
  const auto head = ports.records.feeds.head(ports.self.feed);
  CO_TRY(payload, feed::encode_status({.url = ours.url,
                                       .version = head ? head->seq + 1 : 1,
                                       .list = to_bytes(bytes_of(ours.credential))}));
  CO_TRY(entry, ports.publisher.sign({.type = feed::EntryType::status, .payload = payload}));
  CO_TRY(read, read_signed_list(ports.records.store, {.text = ours.credential,
                                                      .url = ours.url,
                                                      .issuer = ports.self.did.text(),
                                                      .at = entry.header.ts,
                                                      .document = &ports.self.documents}));
  storage::Batch rows;
  ListKeeper keeper(ports.records.store, rows);
  auto kept = keeper.keep({.url = ours.url,
                           .issuer = ports.self.did.text(),
                           .credential = ours.credential,
                           .source = "gossip",
                           .received = ports.clock.now(),
                           .valid_from = read.list.valid_from,
                           .valid_until = read.list.valid_until,
                           .ttl_ms = read.list.ttl_ms},
                          read);
  // The entry is signed, so it must be written whatever became of its rows.
  if (!kept) rows = storage::Batch();
  co_return co_await ports.publisher.write(std::move(entry), std::move(rows));
}

/// The lists that the owner signed and that are known here.
Result<std::vector<records::KnownList>> lists_of(const Ports& ports, const std::string& ward) {
  TRY(all, records::list_lists(ports.records.store));
  std::erase_if(all, [&](const auto& list) { return !did::is_same_did(list.issuer, ward); });
  return all;
}

Task<Result<void>> keep_ward(Ports& ports, std::string ward) {
  CO_TRY(in_force, is_in_force(ports, ward));
  if (!in_force) co_return Result<void>();
  CO_TRY(lists, lists_of(ports, ward));
  const auto soon = ports.clock.now() + list_valid_ms / 2;
  for (auto& theirs : lists) {
    const auto turn = co_await ports.publisher.take_turn();
    auto list = read_ward_list(ports, std::move(theirs));
    if (!list) continue;  // of a form that is not ours to write
    const bool is_young = list->ours && list->ours->valid_until.value_or(soon) > soon;
    if (is_young && !list->is_changed) continue;
    auto done = co_await publish_ward_list(ports, std::move(*list));
    if (!done) co_return done;
  }
  co_return Result<void>();
}

/// Whether the bit is other than before, or why it may not be changed.
Result<void> apply(WardList& list, const WardOrder& order) {
  const bool revokes = order.action == StatusAction::revoke;
  const auto purpose = revokes ? credential::revocation : credential::suspension;
  if (std::ranges::find(list.purposes, purpose) == list.purposes.end()) {
    return fail(no_ward_list, "This list is not for that.");
  }
  TRY(is_set, list.bits.get(order.index));
  const bool wanted = order.action != StatusAction::reinstate;
  if (is_set == wanted) return fail(already_so, "It is so already.");
  return list.bits.set(order.index, wanted);
}

/// Of the wards, the one that has this list.
Result<records::KnownList> find_ward_list(const Ports& ports, const std::string& url) {
  TRY(wards, records::list_wards(ports.records.store));
  for (const auto& ward : wards) {
    TRY(list, records::find_list(ports.records.store, {url, ward}));
    if (!list) continue;
    TRY(in_force, is_in_force(ports, ward));
    if (in_force) return std::move(*list);
  }
  return fail(no_ward_list, "This is no list that we go on with for another.");
}

Result<Ward> describe_ward(const Ports& ports, const std::string& did) {
  Ward ward{.did = did};
  TRY(in_force, is_in_force(ports, did));
  ward.is_in_force = in_force;
  TRY(lists, lists_of(ports, did));
  for (const auto& list : lists) {
    TRY(ours, records::find_list(ports.records.store, {list.url, ports.self.did.text()}));
    if (ours) ward.lists.push_back(list.url);
  }
  return ward;
}

}  // namespace

Task<Result<void>> accept_custody(Ports& ports, did::Did ward) {
  CO_TRY(from, appointed_from(ports, ward.text()));
  if (!from) {
    co_return fail(not_appointed, ward.text() + " did not appoint us, as far as is known here.");
  }
  if (auto safe = ports.publisher.expect_safe(); !safe) co_return safe;
  storage::Batch rows;
  records::save_ward(rows, ward.text(), ports.clock.now());
  auto saved = co_await commit(ports.records.journal, std::move(rows));
  if (!saved) co_return saved;
  co_return co_await keep_ward(ports, ward.text());
}

Task<Result<void>> keep_custody(Ports& ports) {
  CO_TRY(wards, records::list_wards(ports.records.store));
  for (const auto& ward : wards) {
    auto kept = co_await keep_ward(ports, ward);
    if (!kept) co_return kept;
  }
  co_return Result<void>();
}

Task<Result<void>> change_ward_status(Ports& ports, WardOrder order) {
  if (auto safe = ports.publisher.expect_safe(); !safe) co_return safe;
  CO_TRY(theirs, find_ward_list(ports, order.list));
  const auto turn = co_await ports.publisher.take_turn();
  CO_TRY(list, read_ward_list(ports, std::move(theirs)));
  if (auto applied = apply(list, order); !applied) co_return applied;
  co_return co_await publish_ward_list(ports, std::move(list));
}

Result<std::vector<Ward>> list_wards(const Ports& ports) {
  TRY(dids, records::list_wards(ports.records.store));
  std::vector<Ward> wards;
  for (const auto& did : dids) {
    TRY(ward, describe_ward(ports, did));
    ward.is_accepted = true;
    wards.push_back(std::move(ward));
  }
  TRY(asked, records::list_appointments_of(ports.records.store, ports.self.feed));
  for (const auto& appointment : asked) {
    TRY(owner, find_owner(ports.records, appointment.by));
    const auto is_it = [&](const auto& one) { return did::is_same_did(one, owner->text()); };
    if (!owner || std::ranges::any_of(dids, is_it)) continue;
    TRY(ward, describe_ward(ports, owner->text()));
    wards.push_back(std::move(ward));
  }
  return wards;
}

}  // namespace waarmerk::node::actions
