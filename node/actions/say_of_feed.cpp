#include "node/actions/say_of_feed.hpp"

#include <utility>

#include "node/actions/keep_statement.hpp"
#include "node/actions/publish_status.hpp"
#include "node/records/trusts.hpp"

namespace waarmerk::node::actions {
namespace {

/// Signs and writes the entry with the rows that follow from it.
Task<Result<void>> say(Ports& ports, feed::Draft draft) {
  const auto turn = co_await ports.publisher.take_turn();
  CO_TRY(entry, ports.publisher.sign(std::move(draft)));
  storage::Batch rows;
  keep_statement(rows, entry.header, entry.payload);
  co_return co_await ports.publisher.write(std::move(entry), std::move(rows));
}

feed::Draft closing_draft(Bytes payload) {
  return {.type = feed::EntryType::close,
          .payload = std::move(payload),
          .flags = feed::flag_end_of_feed | feed::flag_urgent};
}

}  // namespace

Task<Result<void>> close_feed(Ports& ports, ClosingOrder order) {
  if (order.did != ports.self.did.text()) {
    co_return fail(wrong_self, "This node speaks for " + ports.self.did.text() + ".");
  }
  if (auto safe = ports.publisher.expect_safe(); !safe) co_return safe;
  CO_TRY(payload, feed::encode_close({.reason = std::move(order.reason)}));
  // What the lists say last is to be as young as can be.
  for (const auto& list : ports.records.statuses.lists()) {
    ports.records.statuses.mark_changed(list.number);
  }
  auto published = co_await publish_changed_lists(ports);
  if (!published) co_return published;
  co_return co_await say(ports, closing_draft(std::move(payload)));
}

Task<Result<void>> end_deactivated(Ports& ports) {
  const auto head = ports.records.feeds.head(ports.self.feed);
  if (head && head->has(feed::flag_end_of_feed)) co_return Result<void>();
  CO_TRY(payload, feed::encode_close({.reason = "The organisation deactivated its DID."}));
  co_return co_await say(ports, closing_draft(std::move(payload)));
}

Task<Result<feed::Succession>> appoint_custodian(Ports& ports, AppointmentOrder order) {
  if (auto safe = ports.publisher.expect_safe(); !safe) co_return failure_of(std::move(safe));
  feed::Succession succession{.to = feed::feed_id_of(order.custodian),
                              .from = order.from.value_or(ports.clock.now()),
                              .countersign = std::move(order.countersign)};
  if (succession.to == ports.self.feed) {
    co_return fail(own_custodian, "Another organisation goes on with the lists, not this one.");
  }
  CO_TRY(payload, feed::encode_succession(succession));
  feed::Draft draft{.type = feed::EntryType::succession,
                    .payload = std::move(payload),
                    .flags = feed::flag_urgent};
  auto done = co_await say(ports, std::move(draft));
  if (!done) co_return failure_of(std::move(done));
  co_return succession;
}

Task<Result<Sha256>> publish_trust(Ports& ports, json::Document endorsement) {
  if (auto safe = ports.publisher.expect_safe(); !safe) co_return failure_of(std::move(safe));
  auto payload = to_bytes(bytes_of(endorsement.text()));
  const feed::Header header{.type = feed::EntryType::trust, .ts = ports.clock.now()};
  auto judged = judge_trust(ports.records.store, header, payload, ports.self.did);
  if (!judged) co_return failure_of(std::move(judged));
  const auto hash = sha256(payload);
  auto done = co_await say(ports, {.type = feed::EntryType::trust, .payload = std::move(payload)});
  if (!done) co_return failure_of(std::move(done));
  co_return hash;
}

Task<Result<void>> end_trust(Ports& ports, Sha256 trust, std::string reason) {
  CO_TRY(known, records::find_trust(ports.records.store, {ports.self.feed, trust}));
  if (!known || !known->said || known->ended) {
    co_return fail(no_trust, "No trust of ours that stands has this hash.");
  }
  CO_TRY(payload, feed::encode_trust_end({trust, std::move(reason), ports.clock.now()}));
  co_return co_await say(ports, {.type = feed::EntryType::trust_end,
                                 .payload = std::move(payload),
                                 .flags = feed::flag_urgent});
}

Result<feed::Countersignature> countersign_appointment(const Ports& ports, const feed::FeedId& feed,
                                                       const feed::Succession& succession) {
  TRY(sig, feed::countersign(feed, succession, ports.self.feed_signer));
  return feed::Countersignature{ports.self.feed, sig};
}

}  // namespace waarmerk::node::actions
