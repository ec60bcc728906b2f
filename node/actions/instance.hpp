// Instance: the mark of a node's last start, by which a folder that comes from a backup shows.
//
// The mark is a nonce, and what a copy of the file that holds it cannot keep: the inode and the
// time at which it was made. It lies in the store, and the file lies beside the store; a copy of
// one, of the other or of both has another mark than the store says (spec/wire/feed.md 7).
#pragma once

#include <cstddef>

#include "crypto/base/random.hpp"
#include "crypto/base/result.hpp"
#include "node/feed/own_feed.hpp"
#include "node/records/data_folder.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::actions {

/// The mark as the store has it, and as the file has it now. Fails as the store does.
Result<feed::InstanceLock> read_instance(const records::DataFolder& folder,
                                         const storage::View& store, bool has_own_entries);

/// How many there are to ask how far our own feed went: the peers of the configuration; where there
/// are none, one if somebody was ever linked with us, who may come again.
Result<std::size_t> count_to_ask(const storage::View& store);

/// Marks the folder anew, durably in both places. After a crash between the two the folder looks
/// restored, and peers are asked. Fails as the store and save_private_file do.
Result<void> mark_instance(const records::DataFolder& folder, storage::Store& store,
                           Random& random);

}  // namespace waarmerk::node::actions
