// Instance: the mark of a node's last start, by which a folder that comes from a backup shows.
//
// The mark is a nonce, and what a copy of the file that holds it cannot keep: the inode and the
// time at which it was made. It lies in the store, and the file lies beside the store; a copy of
// one, of the other or of both has another mark than the store says (spec/wire/feed.md 7).
#pragma once

#include "crypto/base/random.hpp"
#include "crypto/base/result.hpp"
#include "node/feed/own_feed.hpp"
#include "node/records/data_folder.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::actions {

/// The mark as the store has it, and as the file has it now. Fails as the store does.
Result<feed::InstanceLock> read_instance(const records::DataFolder& folder,
                                         const storage::View& store, bool has_own_entries);

/// Marks the folder anew, durably in both places. After a crash between the two the folder looks
/// restored, and peers are asked. Fails as the store and save_private_file do.
Result<void> mark_instance(const records::DataFolder& folder, storage::Store& store,
                           Random& random);

}  // namespace waarmerk::node::actions
