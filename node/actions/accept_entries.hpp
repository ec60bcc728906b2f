// Accepting what peers sent: judged, kept, and given its effect, all in one batch.
#pragma once

#include "crypto/base/result.hpp"
#include "node/actions/feed_room.hpp"
#include "node/actions/ports.hpp"
#include "node/gossip/engine.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

/// Judges STATUS payloads: the list is signed by the feed's DID, for the place where the payload
/// says it is published (keep_list.hpp). The records outlive the judge.
gossip::PayloadJudge make_judge(const records::Records& records);

/// Writes entries with what follows from them: a DID_LOG gives the newest document of its DID, a
/// STATUS the newest list, and a revocation that a newer list takes back is kept. From an entry
/// that only a fork proof holds, revocations count and nothing else. A list on our own feed, which
/// we fetch only after a restore, becomes one of our own lists again.
/// Fails with feed.no_room, where there is a room and it is full; proofs of forks have room always.
Task<Result<void>> accept_entries(Ports& ports, gossip::Store admitted, FeedRoom* room = nullptr);

/// Whether a document of a DID is among them, which may name another feed key.
bool has_document(const gossip::Store& admitted);

/// The rows of that, to be written at once, before anything else of these feeds is.
Result<storage::Batch> rows_of(Ports& ports, const gossip::Store& admitted,
                               FeedRoom* room = nullptr);

}  // namespace waarmerk::node::actions
