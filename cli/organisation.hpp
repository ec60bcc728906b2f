// Making an organisation: its folder, keys, store, first token and configuration.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "cli/workspace.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/secret.hpp"
#include "did/did.hpp"

namespace waarmerk::cli {

enum class DidMethod { webvh, web, key };

struct OrganisationPlan {
  std::filesystem::path folder;
  std::string name;
  std::string url = {};  ///< where others reach the node; may be empty for did:key
  DidMethod method = DidMethod::webvh;
  SecretBytes passphrase = {};
  /// Where the passphrase lies, for the configuration; empty where it is typed at each start.
  std::string passphrase_file = {};
  /// It was drawn, and is also written into the folder.
  bool keeps_passphrase = false;
};

struct MadeOrganisation {
  did::Did did;
  std::filesystem::path folder;  ///< absolute
  std::filesystem::path config;
  std::filesystem::path admin_token;
  std::optional<std::filesystem::path> passphrase;  ///< where it was written
};

inline constexpr std::size_t name_bytes_max = 200;

/// What can be known to be wrong before a passphrase is asked for. Fails as make_organisation().
Result<void> check_plan(const OrganisationPlan& plan);

/// Everything in the folder is for its owner alone. Where something fails, nothing is left. Fails
/// with cli.organisation_exists where the folder is there and not empty, cli.usage for a name that
/// is empty, too long or no line of text, did.malformed for a URL that no DID can name, or as
/// the vault and the store do.
Result<MadeOrganisation> make_organisation(OrganisationPlan plan, Workspace& workspace);

}  // namespace waarmerk::cli
