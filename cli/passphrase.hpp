// Passphrases: typed twice, read from a file, or drawn; never a flag's value and never a variable.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "cli/args.hpp"
#include "cli/workspace.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/secret.hpp"

namespace waarmerk::cli {

inline constexpr std::size_t typed_passphrase_bytes_min = 10;

/// A copy, for a passphrase that is needed twice.
SecretBytes copy_of(const SecretBytes& passphrase);

/// 160 bits of chance in eight groups of letters and digits that are not taken for each other.
SecretBytes draw_passphrase(Random& random);

/// Asked twice; `what` it is for. Fails with cli.passphrases_differ, vault.bad_passphrase where it
/// is too short, cli.no_terminal (also by `--no-input`) or cli.interrupted.
Result<SecretBytes> ask_new_passphrase(const Args& args, Workspace& workspace,
                                       std::string_view what = "the keys");

/// From the file, or asked once where `file` is empty. Fails with config.bad_secret_file,
/// cli.no_terminal or cli.interrupted.
Result<SecretBytes> find_passphrase(const std::string& file, const Args& args, Workspace& workspace,
                                    std::string_view what = "the keys");

}  // namespace waarmerk::cli
