#include "node/actions/confirm_did.hpp"

#include <algorithm>
#include <utility>

#include "did/did_webvh.hpp"
#include "did/webvh_witnessing.hpp"
#include "node/actions/commit.hpp"
#include "node/actions/known_did.hpp"
#include "node/records/own_lines.hpp"

namespace waarmerk::node::actions {
namespace {

/// The line as the next of the history that we hold.
Result<did::WebvhEntry> read_next(const Ports& ports, const NextLine& next) {
  TRY(known, get_log(ports.records.store, next.did));
  TRY(log, did::read_next_line(known.log, next.line, did::scid_of(next.did), ports.clock.now()));
  return log.entries().back();
}

Result<void> expect_no_other(const storage::View& store, std::string_view scid,
                             const did::WebvhEntry& entry) {
  TRY(last, records::find_confirmed(store, scid));
  if (!last || last->number < entry.number() || last->version_id == entry.version_id) return {};
  return fail(other_confirmed, "Version " + last->version_id + " was confirmed in its place.");
}

}  // namespace

Task<Result<std::string>> confirm_did(Ports& ports, const WitnessRole& role, NextLine next) {
  const auto turn = co_await ports.publisher.take_turn();  // one after the other
  CO_TRY(entry, read_next(ports, next));
  const auto& named = entry.witnesses.ids;
  if (std::ranges::find(named, role.self().text()) == named.end()) {
    co_return fail(not_named, "We are no witness of this DID.");
  }
  const std::string scid(did::scid_of(next.did));
  auto alone = expect_no_other(ports.records.store, scid, entry);
  if (!alone) co_return failure_of(std::move(alone));
  storage::Batch rows;
  records::save_confirmed(rows, scid, {entry.number(), entry.version_id});
  auto written = co_await commit(ports.records.journal, std::move(rows));
  if (!written) co_return failure_of(std::move(written));
  co_return did::confirm_webvh(entry.version_id, role.signer(), ports.clock.now());
}

}  // namespace waarmerk::node::actions
