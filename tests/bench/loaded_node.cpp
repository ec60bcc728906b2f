#include "tests/bench/loaded_node.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "cli/console.hpp"
#include "cli/organisation.hpp"
#include "cli/workspace.hpp"
#include "node/node.hpp"
#include "node/ops/config.hpp"
#include "tests/bench/folder.hpp"

namespace waarmerk::bench {
namespace {

constexpr std::int64_t requests_unbounded = 1'000'000'000;

SecretBytes passphrase() { return SecretBytes(to_bytes(bytes_of("of a node that is measured"))); }

cli::MadeOrganisation make_organisation(const std::filesystem::path& folder) {
  const auto console = cli::system_console();
  cli::Workspace workspace({.console = *console, .vault_cost = storage::vault_cost_min});
  cli::OrganisationPlan plan{.folder = folder / "organisation",
                             .name = "Library",
                             .url = "http://localhost:1",
                             .method = cli::DidMethod::key,
                             .passphrase = passphrase()};
  return cli::make_organisation(std::move(plan), workspace).value();
}

std::unique_ptr<node::Node> open_node(const cli::MadeOrganisation& organisation) {
  node::NodeOptions options{
      .config = node::ops::load_config(organisation.config.string(), {}).value(),
      .passphrase = passphrase(),
      .signals = false};
  options.config.listen.port = 0;  // whichever is free
  options.config.limits.requests_per_second = requests_unbounded;
  options.config.limits.requests_burst = requests_unbounded;
  return node::Node::open(std::move(options)).value();
}

}  // namespace

struct LoadedNode::Parts {
  Parts() {
    std::ifstream file(organisation.admin_token);
    file >> token;
    thread = std::jthread([this] { node->run(); });
  }
  ~Parts() {
    const SilentLog silence;
    node->stop();
    thread.join();
  }

  Folder folder;
  cli::MadeOrganisation organisation = make_organisation(folder.path());
  std::string token;
  std::unique_ptr<node::Node> node = open_node(organisation);
  std::jthread thread;
};

LoadedNode::LoadedNode() : parts_(std::make_unique<Parts>()) {}
LoadedNode::~LoadedNode() = default;

std::uint16_t LoadedNode::port() const { return parts_->node->port(); }
const std::string& LoadedNode::token() const { return parts_->token; }
const std::string& LoadedNode::did() const { return parts_->organisation.did.text(); }

SilentLog::SilentLog() : before_(::dup(STDERR_FILENO)) {
  const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  ::dup2(nowhere, STDERR_FILENO);
  ::close(nowhere);
}

SilentLog::~SilentLog() {
  ::dup2(before_, STDERR_FILENO);
  ::close(before_);
}

}  // namespace waarmerk::bench
