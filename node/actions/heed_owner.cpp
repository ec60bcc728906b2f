#include "node/actions/heed_owner.hpp"

#include <algorithm>
#include <utility>

#include "crypto/keys/multikey.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "did/did_webvh.hpp"
#include "did/webvh_log.hpp"
#include "did/webvh_proof.hpp"
#include "node/actions/commit.hpp"
#include "node/actions/known_did.hpp"
#include "node/actions/resolve_did.hpp"
#include "node/actions/watch_did.hpp"
#include "node/feed/feed_id.hpp"
#include "node/records/did_logs.hpp"

namespace waarmerk::node::actions {
namespace {

std::string without_slash(std::string_view url) {
  while (url.ends_with('/')) url.remove_suffix(1);
  return std::string(url);
}

/// Said to us, of this DID, and not too late.
bool is_for_us(const Ports& ports, const proof::DataIntegrityProof& proof, std::string_view scid) {
  const bool is_suite = proof.type == "DataIntegrityProof" && proof.cryptosuite == "eddsa-jcs-2022";
  const bool is_over = proof.expires && *proof.expires < ports.clock.now();
  return is_suite && !is_over && proof.proof_purpose == "authentication" &&
         proof.challenge == scid && proof.domain.size() == 1 &&
         without_slash(proof.domain.front()) == ports.self.url;
}

bool is_by_update_key(const did::WebvhLog& log, json::Value presentation,
                      const proof::DataIntegrityProof& proof) {
  const auto by = did::signer_of(proof);
  if (!by) return false;
  const auto& may = log.entries().back().parameters.update_keys;
  const auto key = keys::parse_multikey(*by);
  return std::ranges::find(may, *by) != may.end() && key &&
         proof::verify_proof(presentation, proof, *key);
}

}  // namespace

Task<Result<void>> hear_of_update(Ports& ports, did::ResolutionOptions options, did::Did did) {
  if (did.method() != "webvh") co_return fail(did::malformed, "Only a did:webvh is watched.");
  CO_TRY(held, get_log(ports.records.store, did));
  if (did::is_same_did(did.text(), ports.self.did.text())) co_return Result<void>();  // we know
  CO_TRY(resolved, co_await resolve_did(did, options, ports));
  storage::Batch rows;
  DidKeeper keeper(ports.records.store, rows);
  CO_TRY(kept, keeper.keep(did, resolved, {held.source, ports.clock.now(), HostWord::serves}));
  static_cast<void>(kept);
  co_return co_await commit(ports.records.journal, std::move(rows));
}

Result<void> check_owner_asks(const Ports& ports, std::string_view scid,
                              const json::Document& presentation) {
  TRY(known, find_watched(ports.records.store, scid));
  const auto log = did::WebvhLog::read_kept(known.log, scid, known.as_of);
  const auto proofs = proof::read_proofs(presentation.root());
  const bool is_one = proofs && proofs->size() == 1;
  if (is_one && is_for_us(ports, proofs->front(), scid) &&
      is_by_update_key(log, presentation.root(), proofs->front())) {
    return {};
  }
  return fail(not_owner, "Nothing shows that this is the wish of who may change the DID.");
}

Task<Result<void>> forget_watched(Ports& ports, std::string scid) {
  CO_TRY(known, find_watched(ports.records.store, scid));
  const auto log = did::WebvhLog::read_kept(known.log, scid, known.as_of);
  CO_TRY(did, did::Did::parse(log.entries().back().id));
  const auto feed = feed::feed_id_of(did);
  if (feed == ports.self.feed || ports.records.feeds.head(feed)) {
    co_return fail(is_kept, "We follow the feed of its owner: badges rest on this history.");
  }
  storage::Batch rows;
  records::erase_log(rows, scid);
  co_return co_await commit(ports.records.journal, std::move(rows));
}

}  // namespace waarmerk::node::actions
