// Node files: where this machine's node has its configuration, token and keys.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "cli/args.hpp"
#include "cli/workspace.hpp"
#include "crypto/base/result.hpp"
#include "node/ops/config.hpp"
#include "storage/key_vault.hpp"
#include "storage/rocks_store.hpp"

namespace waarmerk::cli {

struct NodeFiles {
  std::filesystem::path config_path;
  node::ops::Config config;
  std::filesystem::path token_path;

  std::filesystem::path vault() const;
  std::filesystem::path store() const;
};

/// By `--config`, `$WAARMERK_CONFIG`, `./waarmerk.toml`, or the one in `$XDG_CONFIG_HOME/waarmerk`
/// or `~/.config/waarmerk`; the token by `--token-file` or as `admin.token` beside it. Fails with
/// cli.no_configuration, or as load_config().
Result<NodeFiles> find_node_files(const Args& args, const Workspace& workspace);

/// The vault, with the passphrase of `--passphrase-file`, of the configured file, or typed. Fails
/// as find_passphrase and KeyVault::open do.
Result<storage::KeyVault> open_vault(const Args& args, Workspace& workspace,
                                     const NodeFiles& files);

/// The store, while the node does not run. Fails with storage.locked where it does, or as
/// RocksStore::open() does.
Result<std::unique_ptr<storage::RocksStore>> open_store(const NodeFiles& files);

/// Where a command on this machine reaches the node. Fails with cli.no_answer where the
/// configuration does not tell.
Result<std::string> local_url(const node::ops::Config& config);

}  // namespace waarmerk::cli
