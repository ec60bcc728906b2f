// `wallet backup` and `wallet restore`: a badge book in one encrypted file, here and elsewhere.
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>

#include "cli/badge_book.hpp"
#include "cli/commands.hpp"
#include "cli/consent.hpp"
#include "cli/error_codes.hpp"
#include "cli/passphrase.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::cli {
namespace {

namespace wallet = node::wallet;

/// That of the book, unless another is asked for.
Result<SecretBytes> passphrase_of_backup(const Args& args, Workspace& workspace,
                                         const BadgeBook& book) {
  if (const auto file = args.find("--backup-passphrase-file")) {
    return find_passphrase(*file, args, workspace);
  }
  if (args.has("--new-passphrase")) return ask_new_passphrase(args, workspace, "the backup");
  return copy_of(book.passphrase());
}

/// Whoever meant to restore would lose what they wanted back.
Result<void> check_free(const std::filesystem::path& file, const BadgeBook& book, const Args& args,
                        Workspace& workspace) {
  std::error_code ignored;
  if (std::filesystem::equivalent(file, book.file(), ignored)) {
    return fail(bad_usage, "That is the badge book itself.");
  }
  if (std::filesystem::is_directory(file, ignored)) {
    return fail(unwritable_file, file.string() + " is a folder: name the file in it too.");
  }
  if (!std::filesystem::exists(file, ignored)) return {};
  return ask_consent("There is a file " + one_line(file.string()) + ". Write over it?", args,
                     workspace);
}

Result<Exit> backup(const Args& args, Workspace& workspace, Output& output) {
  TRY(opened, BadgeBook::open(args, workspace));
  const auto& file = args.get("FILE");
  TRY_OK(check_free(file, opened, args, workspace));
  TRY(passphrase, passphrase_of_backup(args, workspace, opened));
  TRY(text,
      wallet::seal_book(opened.book(), passphrase, workspace.random(), workspace.book_rounds()));
  TRY_OK(storage::save_private_file(file, bytes_of(text + "\n")));
  if (output.form() == Form::json) {
    json::Writer writer;
    writer.begin_object().member("file", file);
    writer.name("badges").integer(static_cast<std::int64_t>(opened.book().badges.size()));
    writer.name("keys").integer(static_cast<std::int64_t>(opened.book().holders.size()));
    output.line(writer.end_object().take());
    return Exit::done;
  }
  output.facts({{"file", file},
                {"badges", std::to_string(opened.book().badges.size())},
                {"keys", std::to_string(opened.book().holders.size())}});
  output.say("It has your keys in it: whoever has the file and the passphrase can be you.");
  return Exit::done;
}

Result<Exit> restore(const Args& args, Workspace& workspace, Output& output) {
  TRY(text, workspace.read_file(args.get("FILE"), jose::jwe_bytes_max));
  const auto file = args.find("--backup-passphrase-file");
  TRY(passphrase, find_passphrase(file.value_or(""), args, workspace, "the backup"));
  TRY(inside, wallet::open_book(text, passphrase));
  TRY(opened, BadgeBook::open_or_begin(args, workspace, &passphrase));
  TRY(merged, wallet::merge(opened.book(), inside));
  TRY_OK(opened.save());
  if (output.form() == Form::json) {
    json::Writer writer;
    writer.begin_object().name("badges").integer(static_cast<std::int64_t>(merged.badges));
    writer.name("keys").integer(static_cast<std::int64_t>(merged.holders));
    output.line(writer.end_object().take());
    return Exit::done;
  }
  output.facts({{"new badges", std::to_string(merged.badges)},
                {"new keys", std::to_string(merged.holders)},
                {"badges now", std::to_string(opened.book().badges.size())}});
  if (opened.is_new() && !args.has("--passphrase-file")) {
    output.say("The badge book here has the passphrase of the backup.");
  }
  return Exit::done;
}

}  // namespace

Command wallet_backup_command() {
  return {
      .name = "wallet backup",
      .summary = "Save your whole badge book, with its keys, in one encrypted file.",
      .examples = {{"wallet backup badges.jwe", ""},
                   {"wallet backup badges.jwe --new-passphrase", "under a passphrase of its own"}},
      .shape = {.operands = {{.name = "FILE", .meaning = "the file to write"}},
                .options = with_wallet(
                    {{"--new-passphrase", "", "ask for another one than that of the book"},
                     {"--backup-passphrase-file", "FILE", "the passphrase of the backup"},
                     yes_option})},
      .more =
          "The badge book in a browser restores the same file. Its form is open: any program\n"
          "that knows JWE opens it with the passphrase. A file that is there already is written\n"
          "over once you agree, or by --yes.\n",
      .run = backup};
}

Command wallet_restore_command() {
  return {
      .name = "wallet restore",
      .summary = "Bring the badges and keys of a backup into your badge book.",
      .examples = {{"wallet restore badges.jwe", ""}},
      .shape = {.operands = {{.name = "FILE", .meaning = "a backup; - is standard input"}},
                .options = with_wallet(
                    {{"--backup-passphrase-file", "FILE", "the passphrase of the backup"}})},
      .more =
          "Nothing that is in the book already is lost or changed. Where there is no book yet,\n"
          "one is made, under the passphrase of the backup unless --passphrase-file is given.\n",
      .run = restore};
}

}  // namespace waarmerk::cli
