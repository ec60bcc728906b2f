#include "cli/organisation.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "cli/config_text.hpp"
#include "cli/error_codes.hpp"
#include "cli/output.hpp"
#include "crypto/keys/secret_key.hpp"
#include "did/address_rules.hpp"
#include "did/did_key.hpp"
#include "did/did_web.hpp"
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

namespace waarmerk::cli {
namespace {

namespace records = node::records;
namespace fs = std::filesystem;

constexpr std::string_view issuing_key = "issuing-1";
constexpr std::string_view feed_key = "feed";

/// A new folder, or an empty one; goes with all that is in it unless it is kept.
class NewFolder {
 public:
  explicit NewFolder(fs::path path) : path_(std::move(path)) {}
  ~NewFolder() {
    if (!is_ours_) return;
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  NewFolder(const NewFolder&) = delete;
  NewFolder& operator=(const NewFolder&) = delete;

  Result<void> make() {
    std::error_code error;
    fs::create_directories(path_, error);
    if (!error) is_ours_ = true;
    if (!error) fs::permissions(path_, fs::perms::owner_all, error);
    if (error) {
      return fail(unwritable_file, "The folder " + path_.string() + " cannot be made.");
    }
    return {};
  }
  void keep() { is_ours_ = false; }

 private:
  fs::path path_;
  bool is_ours_ = false;
};

Result<void> check_free(const fs::path& folder) {
  std::error_code error;
  const bool is_free = !fs::exists(folder, error) ||
                       (fs::is_directory(folder, error) && fs::is_empty(folder, error));
  if (is_free) return {};
  return fail(organisation_exists,
              "There is something in " + folder.string() + " already; nothing was changed.");
}

Result<void> check_name(const std::string& name) {
  if (name.empty() || name.size() > name_bytes_max || one_line(name) != name) {
    return fail(bad_usage, "A name is one line of at most 200 bytes.");
  }
  return {};
}

/// The URL without slashes at its end; a did:web follows from it.
Result<std::string> clean_url(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  if (!url.empty()) {
    const auto parsed = did::parse_fetch_url(url, {.plain_http_on_loopback = true});
    if (!parsed) return fail(did::malformed, "The URL cannot be used: " + parsed.error().detail);
  }
  return url;
}

/// The issuing key is the first.
Result<storage::KeyVault> make_keys(const fs::path& path, const OrganisationPlan& plan,
                                    Workspace& workspace) {
  const auto cost = plan.keeps_passphrase ? storage::drawn_vault_cost : workspace.vault_cost();
  TRY(vault, storage::KeyVault::create(path, plan.passphrase, cost, workspace.random()));
  const auto add = [&](std::string_view name) {
    const auto key = keys::SecretKey::generate(keys::Algorithm::ed25519, workspace.random());
    return vault.add(name, key, workspace.now(), workspace.random());
  };
  TRY_OK(add(issuing_key));
  if (plan.method != DidMethod::key) TRY_OK(add(feed_key));
  if (plan.method == DidMethod::webvh) {
    TRY_OK(add(node::actions::update_key_name(1)));
    TRY_OK(add(node::actions::update_key_name(2)));
  }
  return std::move(vault);
}

/// The DID, and the history that it begins with, where its method has one.
struct MadeDid {
  did::Did did;
  std::string line = {};
};

Result<MadeDid> make_did(const OrganisationPlan& plan, const storage::KeyVault& vault,
                         UnixTime now) {
  if (plan.method == DidMethod::key) {
    return MadeDid{did::did_key_of(vault.entries().front().public_key)};
  }
  if (plan.method == DidMethod::webvh) {
    TRY(begun, node::actions::begin_own_did(plan.url, vault, now));
    return MadeDid{std::move(begun.did), std::move(begun.line)};
  }
  TRY(did, did::did_web_at(plan.url, {.plain_http_on_loopback = true}));
  return MadeDid{std::move(did)};
}

/// The token that may do everything; its text goes into a file and nowhere else.
records::Token make_admin_token(Workspace& workspace, std::string& text) {
  auto made = node::http::make_token(
      workspace.random(), {.scopes = {"issue", "status", "read", "ask", "trust", "admin"},
                           .label = "admin",
                           .now = workspace.now()});
  text = std::move(made.text);
  return {made.record.id,    made.record.hash,    made.record.scopes,
          made.record.label, made.record.created, made.record.expires};
}

Result<void> fill_store(const fs::path& folder, const records::Organisation& organisation,
                        const MadeDid& made, const records::Token& token) {
  const std::vector<std::string> families(records::family_names.begin(),
                                          records::family_names.end());
  TRY(store, storage::RocksStore::open(folder, families));
  storage::Batch rows;
  records::save_organisation(rows, organisation);
  records::save_token(rows, token);
  if (!made.line.empty()) {
    // The entry is of the second that begins, so the log is known as of then.
    const records::KnownLog log{made.line + "\n", {}, "own", organisation.created + second_ms};
    records::save_log(rows, did::scid_of(made.did), log);
  }
  return store->write(rows, storage::Durability::durable);
}

Result<std::string> config_of(const OrganisationPlan& plan, const did::Did& did,
                              const fs::path& folder) {
  std::vector<Setting> settings{{"node", "data_dir", folder.string()},
                                {"node", "name", plan.name},
                                {"vault", "passphrase_file", plan.passphrase_file}};
  if (!plan.url.empty()) settings.push_back({"node", "public_url", plan.url});
  if (plan.method == DidMethod::key) settings.push_back({"node", "did", did.text()});
  const auto url = did::parse_fetch_url(plan.url, {.plain_http_on_loopback = true});
  if (url && url->is_loopback) {
    settings.push_back({"listen", "port", std::int64_t{url->port}});
    settings.push_back({"fetch", "allow_plain_http_on_loopback", true});
  }
  return write_config(settings);
}

Result<void> save_line(const fs::path& path, ByteView text) {
  Bytes line = to_bytes(text);
  line.push_back('\n');
  auto saved = storage::save_private_file(path, line);
  wipe(line);
  return saved;
}

}  // namespace

Result<void> check_plan(const OrganisationPlan& plan) {
  TRY_OK(check_name(plan.name));
  TRY_OK(clean_url(plan.url));
  if (plan.method != DidMethod::key) {
    const auto did = did::did_web_at(plan.url, {.plain_http_on_loopback = true});
    if (!did) return std::unexpected(did.error());
  }
  return check_free(plan.folder);
}

Result<MadeOrganisation> make_organisation(OrganisationPlan plan, Workspace& workspace) {
  TRY_OK(check_plan(plan));
  TRY(url, clean_url(plan.url));
  plan.url = url;
  const records::DataFolder folder{fs::absolute(plan.folder).lexically_normal()};
  NewFolder made(folder.root);
  TRY_OK(made.make());
  std::optional<fs::path> passphrase_path;
  if (plan.keeps_passphrase) {
    passphrase_path = folder.root / "passphrase";
    plan.passphrase_file = passphrase_path->string();
    TRY_OK(save_line(*passphrase_path, plan.passphrase.view()));
  }
  TRY(vault, make_keys(folder.vault(), plan, workspace));
  TRY(identity, make_did(plan, vault, workspace.now()));
  const auto& did = identity.did;
  const bool has_feed_key = plan.method != DidMethod::key;
  std::string token_text;
  const auto token = make_admin_token(workspace, token_text);
  TRY_OK(fill_store(folder.store(),
                    {.did = did.text(),
                     .name = plan.name,
                     .url = plan.url,
                     .issuing_key = std::string(issuing_key),
                     .feed_key = std::string(has_feed_key ? feed_key : issuing_key),
                     .created = workspace.now()},
                    identity, token));
  TRY_OK(save_line(folder.admin_token(), bytes_of(token_text)));
  TRY(config, config_of(plan, did, folder.root));
  TRY_OK(storage::save_private_file(folder.config(), bytes_of(config)));
  made.keep();
  return MadeOrganisation{did, folder.root, folder.config(), folder.admin_token(), passphrase_path};
}

}  // namespace waarmerk::cli
