#include "cli/passphrase.hpp"

#include <algorithm>
#include <utility>

#include "cli/error_codes.hpp"
#include "node/ops/secret_file.hpp"

namespace waarmerk::cli {
namespace {

// 32 letters and digits: no i, l, o and no 1.
constexpr std::string_view alphabet = "abcdefghjkmnpqrstuvwxyz023456789";
static_assert(alphabet.size() == 32);
constexpr std::size_t groups = 8;
constexpr std::size_t group_letters = 4;

Result<SecretBytes> ask(std::string_view question, const Args& args, Workspace& workspace) {
  if (args.has("--no-input")) {
    return fail(no_terminal, "A passphrase must be typed, and --no-input forbids asking.");
  }
  return workspace.console().ask_secret(question);
}

}  // namespace

SecretBytes copy_of(const SecretBytes& passphrase) {
  return SecretBytes(to_bytes(passphrase.view()));
}

SecretBytes draw_passphrase(Random& random) {
  Bytes text;
  text.reserve(groups * (group_letters + 1));
  auto chance = draw<groups * group_letters>(random);
  for (std::size_t i = 0; i < chance.size(); ++i) {
    if (i > 0 && i % group_letters == 0) text.push_back('-');
    text.push_back(static_cast<std::uint8_t>(alphabet[chance[i] % alphabet.size()]));
  }
  wipe(chance);
  return SecretBytes(std::move(text));
}

Result<SecretBytes> ask_new_passphrase(const Args& args, Workspace& workspace,
                                       std::string_view what) {
  TRY(first, ask("A new passphrase for " + std::string(what) + ": ", args, workspace));
  if (first.view().size() < typed_passphrase_bytes_min) {
    return fail(storage::bad_passphrase, "A passphrase has at least 10 characters.");
  }
  TRY(second, ask("The same once more: ", args, workspace));
  if (!std::ranges::equal(first.view(), second.view())) {
    return fail(passphrases_differ, "The two are not the same.");
  }
  return std::move(first);
}

Result<SecretBytes> find_passphrase(const std::string& file, const Args& args, Workspace& workspace,
                                    std::string_view what) {
  if (!file.empty()) return node::ops::read_secret_file(file);
  return ask("The passphrase of " + std::string(what) + ": ", args, workspace);
}

}  // namespace waarmerk::cli
