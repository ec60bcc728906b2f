// Where a change of the organisation's DID goes: into the store of its node, whose lock keeps every
// other writer out; or, while the node runs, to the node, which takes it up and starts anew.
#pragma once

#include <memory>

#include "cli/args.hpp"
#include "cli/node_files.hpp"
#include "cli/output.hpp"
#include "cli/workspace.hpp"
#include "crypto/base/result.hpp"
#include "node/actions/own_did.hpp"
#include "storage/rocks_store.hpp"

namespace waarmerk::cli {

/// Fails with feed.not_safe for a folder that comes from a backup: it may not know the last lines
/// of its own history, and another line in their place would fork it.
Result<void> expect_safe_folder(const NodeFiles& files, const storage::RocksStore& store);

struct OwnDesk {
  NodeFiles files;
  std::unique_ptr<storage::RocksStore> store;  ///< none while the node runs
  std::unique_ptr<node::actions::OwnPlace> place;
};

struct DeskWish {
  /// Also in a folder from a backup: what its feed said that is not here is given up.
  bool gives_up_lost = false;
};

/// The store, or the node where that runs. Fails as expect_safe_folder does, and with cli.no_answer
/// where the store is locked and no node answers.
Result<OwnDesk> find_own_desk(const Args& args, Workspace& workspace, DeskWish wish = {});

/// The DID, its version, and whether that is in force.
void show_change(const node::actions::ChangedKey& changed, Output& output);

/// What is to be done after a change of the DID.
void say_after_change(const OwnDesk& desk, const node::actions::ChangedKey& changed,
                      Output& output);

}  // namespace waarmerk::cli
