#include "cli/node_files.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "cli/error_codes.hpp"
#include "cli/passphrase.hpp"
#include "node/records/data_folder.hpp"
#include "node/records/families.hpp"

namespace waarmerk::cli {
namespace {

namespace fs = std::filesystem;

std::optional<fs::path> own_config(const Workspace& workspace) {
  if (const auto folder = workspace.variable("XDG_CONFIG_HOME")) {
    return fs::path(*folder) / "waarmerk" / "waarmerk.toml";
  }
  if (const auto home = workspace.variable("HOME")) {
    return fs::path(*home) / ".config" / "waarmerk" / "waarmerk.toml";
  }
  return std::nullopt;
}

Result<fs::path> find_config(const Args& args, const Workspace& workspace) {
  if (const auto given = args.find("--config")) return *given;
  if (const auto given = workspace.variable("WAARMERK_CONFIG")) return *given;
  std::error_code ignored;
  if (fs::exists("waarmerk.toml", ignored)) return "waarmerk.toml";
  const auto own = own_config(workspace);
  if (own && fs::exists(*own, ignored)) return *own;
  return fail(no_configuration,
              "There is no configuration of a node here. Name one with --config, or make an "
              "organisation with: waarmerk org init --help");
}

bool is_this_machine(const std::string& address) {
  constexpr std::array own{"127.0.0.1", "localhost", "0.0.0.0", "::", "::1"};
  for (const auto* each : own) {
    if (address == each) return true;
  }
  return false;
}

}  // namespace

fs::path NodeFiles::vault() const {
  return node::records::DataFolder{config.node.data_dir}.vault();
}

fs::path NodeFiles::store() const {
  return node::records::DataFolder{config.node.data_dir}.store();
}

Result<NodeFiles> find_node_files(const Args& args, const Workspace& workspace) {
  TRY(path, find_config(args, workspace));
  std::error_code ignored;
  if (!fs::exists(path, ignored)) {
    return fail(no_configuration, "There is no configuration " + path.string() + ".");
  }
  TRY(config, node::ops::load_config(path.string(), workspace.environment()));
  const auto beside = fs::absolute(path).parent_path() / "admin.token";
  const auto token = args.find("--token-file");
  return NodeFiles{fs::absolute(path), config, token ? fs::path(*token) : beside};
}

Result<storage::KeyVault> open_vault(const Args& args, Workspace& workspace,
                                     const NodeFiles& files) {
  const auto given = args.find("--passphrase-file");
  TRY(passphrase,
      find_passphrase(given.value_or(files.config.vault.passphrase_file), args, workspace));
  return storage::KeyVault::open(files.vault(), passphrase);
}

Result<std::unique_ptr<storage::RocksStore>> open_store(const NodeFiles& files) {
  const std::vector<std::string> families(node::records::family_names.begin(),
                                          node::records::family_names.end());
  auto store = storage::RocksStore::open(files.store(), families);
  if (store || store.error().code != storage::locked_store) return store;
  return fail(storage::locked_store,
              "The node runs. Stop it, do this again, and start it: it takes a moment.");
}

Result<std::string> local_url(const node::ops::Config& config) {
  const bool is_plain = config.tls.certificate.empty();
  const auto port = config.listen.port;
  if (is_plain && port != 0 && is_this_machine(config.listen.address)) {
    const bool is_v6 = config.listen.address == "::1";
    return std::string("http://") + (is_v6 ? "[::1]" : "127.0.0.1") + ":" + std::to_string(port);
  }
  // A certificate names the node as others know it.
  auto url = config.node.public_url;
  while (url.ends_with('/')) url.pop_back();
  if (!url.empty()) return url;
  return fail(no_answer,
              "The configuration does not tell where the node can be reached: listen.port is 0, or "
              "node.public_url is missing.");
}

}  // namespace waarmerk::cli
