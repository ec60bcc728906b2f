#include "tests/support/organisation.hpp"

#include <arpa/inet.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <string_view>
#include <utility>

#include "crypto/base/random.hpp"
#include "crypto/keys/secret_key.hpp"
#include "did/did_key.hpp"
#include "did/did_webvh.hpp"
#include "node/actions/own_did.hpp"
#include "node/http/access.hpp"
#include "node/records/data_folder.hpp"
#include "node/records/did_logs.hpp"
#include "node/records/families.hpp"
#include "node/records/organisation.hpp"
#include "node/records/tokens.hpp"
#include "storage/durable_file.hpp"
#include "storage/key_vault.hpp"
#include "storage/rocks_store.hpp"

namespace waarmerk::tests {
namespace {

using namespace node;

constexpr std::uint64_t first_port = 20'000;
constexpr std::uint64_t port_count = 12'000;

bool is_free(std::uint16_t port) {
  const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in at{};
  at.sin_family = AF_INET;
  at.sin_port = htons(port);
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const bool bound = ::bind(probe, reinterpret_cast<const sockaddr*>(&at), sizeof at) == 0;
  ::close(probe);
  return bound;
}

/// The exit code. What it says goes where the tests' own words go.
UnixTime system_now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

/// Keeps the hash, answers the text.
std::string add_token(storage::Batch& rows, std::vector<std::string> scopes) {
  SystemRandom random;
  auto made = http::make_token(
      random, {.scopes = std::move(scopes), .label = "trial", .now = system_now()});
  const auto& record = made.record;
  records::save_token(
      rows, {record.id, record.hash, record.scopes, record.label, record.created, record.expires});
  return made.text;
}

/// A history at this URL, among the rows; its DID. Its keys go into the vault.
std::string begin_history(storage::KeyVault& vault, const std::string& url, storage::Batch& rows) {
  SystemRandom random;
  for (const std::uint32_t version : {1U, 2U}) {
    const auto key = keys::SecretKey::generate(keys::Algorithm::ed25519, random);
    REQUIRE(vault.add(actions::update_key_name(version), key, system_now(), random));
  }
  const auto begun = actions::begin_own_did(url, vault, system_now());
  REQUIRE(begun);
  records::save_log(rows, did::scid_of(begun->did),
                    {begun->line + "\n", {}, "own", system_now() + second_ms});
  return begun->did.text();
}

std::string quoted_list(const std::vector<std::string>& texts) {
  std::string list;
  for (const auto& text : texts) list += (list.empty() ? "\"" : ", \"") + text + "\"";
  return "[" + list + "]";
}

}  // namespace

int run_program(std::vector<std::string> words) {
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_t process = 0;
  REQUIRE(::posix_spawn(&process, arguments[0], nullptr, nullptr, arguments.data(), environ) == 0);
  int status = 0;
  ::waitpid(process, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::uint16_t free_port() {
  SystemRandom random;
  for (int tries = 0; tries < 1000; ++tries) {
    const auto port = static_cast<std::uint16_t>(first_port + draw_below(random, port_count));
    if (is_free(port)) return port;
  }
  FAIL("there is no free port");
  return 0;
}

const std::string& Organisation::passphrase() {
  static const std::string text = "correct horse battery staple of the trials";
  return text;
}

Organisation::Organisation(OrganisationWish wish)
    : follow_(std::move(wish.follow)),
      name_(std::move(wish.name)),
      port_(wish.port != 0 ? wish.port : free_port()) {
  if (wish.made_by == MadeBy::command_line) {
    found_by_command_line();
  } else {
    found(wish.did);
    configure(wish.peers, wish.settings);
  }
}

void Organisation::found(DidForm form) {
  const records::DataFolder data{folder()};
  std::filesystem::create_directory(data.root);
  REQUIRE(storage::save_private_file(top_ / "passphrase", bytes_of(passphrase())));
  SystemRandom random;
  auto vault = storage::KeyVault::create(
      data.vault(), SecretBytes(to_bytes(bytes_of(passphrase()))), storage::vault_cost_min, random);
  REQUIRE(vault);
  const auto issuing = keys::SecretKey::generate(keys::Algorithm::ed25519, random);
  const auto feed = keys::SecretKey::generate(keys::Algorithm::ed25519, random);
  REQUIRE(vault->add("issuing-1", issuing, system_now(), random));
  REQUIRE(vault->add("feed", feed, system_now(), random));
  const auto signer = vault->signer("issuing-1");
  REQUIRE(signer);
  storage::Batch rows;
  switch (form) {
    case DidForm::web: did_ = "did:web:localhost%3A" + std::to_string(port_); break;
    case DidForm::webvh: did_ = begin_history(*vault, url_, rows); break;
    case DidForm::key: did_ = did::did_key_of((*signer)->public_key()).text(); break;
  }
  const std::vector<std::string> families(records::family_names.begin(),
                                          records::family_names.end());
  const auto store = storage::RocksStore::open(data.store(), families);
  REQUIRE(store);
  records::save_organisation(rows, {did_, name_, url_, "issuing-1", "feed", system_now()});
  token_ = add_token(rows, {"issue", "status", "read", "ask", "trust", "admin"});
  reading_token_ = add_token(rows, {"read"});
  REQUIRE((*store)->write(rows, storage::Durability::durable));
}

void Organisation::found_by_command_line() {
  config_ = folder() / "waarmerk.toml";
  const int exit_code = run_program({WAARMERK, "org", "init", "--dir", folder().string(), "--name",
                                     name_, "--url", url_, "--generate-passphrase"});
  REQUIRE(exit_code == 0);
  did_ = "did:web:localhost%3A" + std::to_string(port_);
  std::ifstream file(records::DataFolder{folder()}.admin_token());
  file >> token_;
  REQUIRE(token_.starts_with("wmk_"));
}

void Organisation::configure(const std::vector<std::string>& peers,
                             const std::string& settings) const {
  std::ofstream file(config());
  file << "[node]\ndata_dir = \"" << folder().string() << "\"\n"
       << "[listen]\nport = " << port_ << "\n"
       << "[peers]\npoll_seconds = 1\nurls = " << quoted_list(peers) << "\n"
       << "follow = " << quoted_list(follow_) << "\n"
       << "[fetch]\nallow_plain_http_on_loopback = true\n"
       << "[vault]\npassphrase_file = \"" << (top_ / "passphrase").string() << "\"\n"
       << settings;
  // Every caller of a trial has the same address.
  if (!settings.contains("[limits]")) {
    file << "[limits]\nrequests_per_second = 100000\nrequests_burst = 100000\n";
  }
  REQUIRE(file.good());
}

void Organisation::copy_to(const std::string& backup) const {
  std::filesystem::copy(folder(), top_ / backup, std::filesystem::copy_options::recursive);
}

void Organisation::restore(const std::string& backup) const {
  std::filesystem::remove_all(folder());
  std::filesystem::copy(top_ / backup, folder(), std::filesystem::copy_options::recursive);
}

void Organisation::destroy() const { std::filesystem::remove_all(top_.path()); }

}  // namespace waarmerk::tests
